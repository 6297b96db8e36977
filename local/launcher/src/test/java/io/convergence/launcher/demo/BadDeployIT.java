package io.convergence.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.kit.browser.Browser;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.harness.Lines;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StageQuery;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.StoredRows;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.traffic.EventModel;
import io.convergence.query.Query;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The bad deploy of the demonstration, in real time: how long after its signal it can be seen what users saw. */
class BadDeployIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final String EDITOR = "an-editor-of-the-test-with-32-characters";
    private static final String APP = "checkout";
    private static final String HOST = "checkout.acme.example";
    private static final long SECOND = 1000;
    private static final String INJECTED = "TypeError: " + EventModel.INJECTED_MESSAGE;

    /** Two windows of a verdict: an error is new when it occurs in the latest one and not in the one before. */
    private static final long HISTORY = Duration.ofMinutes(30).toMillis();

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void within30SecondsOfTheSignalTheInjectedErrorAndItsReleaseAreNamed(@TempDir Path directory) throws Exception {
        try (Stage stage = SYSTEM.stage(LocalTopics.defaults().withEvents());
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers());
                Query query = StageQuery.start(stage, directory, EDITOR)) {
            long live = System.currentTimeMillis() / SECOND * SECOND;
            DemoTraffic traffic = DemoTraffic.of(1, publisher, stage.topics(), live - HISTORY, live);
            traffic.until(live, 10 * SECOND);
            publisher.flush();
            stage.start(Variant.usual());
            stage.startSessions(Variant.usual());

            String[] signal = {""};
            Waiting.until("the bad deploy has a signal", Duration.ofMinutes(8), () -> {
                traffic.until(System.currentTimeMillis(), SECOND);
                signal[0] = signal(stage.rows());
                return !signal[0].isEmpty();
            });
            Waiting.until("what affected users saw is known", Duration.ofSeconds(30), () -> {
                traffic.until(System.currentTimeMillis(), SECOND);
                return namesTheDeploy(impact(query, signal[0]));
            });
            assertTheConsoleNamesBoth(query);
        }
    }

    /** The time of the first signal about users of the host, or an empty text. */
    private static String signal(StoredRows rows) throws Exception {
        return rows
                .query("SELECT to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') FROM signals "
                        + "WHERE app = '" + APP + "' AND host = '" + HOST + "' AND kind LIKE 'rum.user_impact%'")
                .stream()
                .findFirst()
                .orElse("");
    }

    private static boolean namesTheDeploy(JsonNode impact) {
        JsonNode error = impact.path("errors").path(0);
        JsonNode who = impact.path("who").path(0);
        return error.path("title").asText().equals(INJECTED)
                && error.path("new").asBoolean()
                && who.path("dimension").asText().equals("version")
                && who.path("value").asText().equals(EventModel.BAD_RELEASE);
    }

    /** What users saw in the window of a signal, or a problem as long as no session has a row or the service is too slow. */
    private static JsonNode impact(Query query, String at) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(address(query) + "/api/v1/impact?app=" + APP + "&host=" + HOST + "&at=" + at))
                .header("Authorization", "Bearer " + EDITOR)
                .build();
        HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 404, 503);
        return new ObjectMapper().readTree(answer.body());
    }

    /** The incident leads to the page of what users saw, which names the error and the release. */
    private static void assertTheConsoleNamesBoth(Query query) {
        try (Browser browser = new Browser()) {
            browser.shown(1440, 900, false).open(address(query) + "/login#" + EDITOR);
            Waiting.until("the console is shown", () -> !text(browser).isEmpty());
            browser.open(address(query) + "/t/" + Lines.TENANT + "/incidents");
            Waiting.until("the incident is listed", () -> text(browser).contains(HOST));
            browser.run("document.querySelector('[aria-label=\"What users of " + HOST + " saw\"]').click()");
            Waiting.until("the page is shown", () -> text(browser).contains("Who is affected"));
            assertThat(browser.run("return [...document.querySelectorAll('.plain tbody tr:first-child')]"
                            + ".slice(0, 2).map(row => row.innerText).join(' ')"))
                    .asString()
                    .contains("version", EventModel.BAD_RELEASE, INJECTED, "New");
        }
    }

    private static String text(Browser browser) {
        return String.valueOf(browser.run("return (document.querySelector('main') || document.body).innerText"));
    }

    private static String address(Query query) {
        return "http://127.0.0.1:" + query.port();
    }
}
