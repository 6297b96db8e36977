package io.convergence.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests that nothing personal of Datadog's and Faro's payloads and of the headers of requests leaves the gateway. */
class EventPrivacyIT {
    private static final String EVENTS = "rum.events";

    /** A text that is redacted or dropped in every place, since it is an e-mail address. */
    private static final String CANARY = "zo.kanarie@acme.example";

    /** A text that is kept in free text, so it stands only where nothing is kept. */
    private static final String NAME = "Kanarievogel";

    private static final String ADDRESS = "203.0.113.77";
    private static final String URL = "https://zo:pw@web.acme.example/users/" + CANARY + "?name=" + NAME + "#" + NAME;
    private static final String[] HEADERS = {
        "User-Agent", "Mozilla/5.0 (X11; Linux x86_64) " + NAME + "/1 Chrome/126.0.0.0 Safari/537.36",
        "Referer", URL,
        "Cookie", "session=" + NAME,
        "X-Forwarded-For", ADDRESS,
        "X-Real-IP", ADDRESS,
        "Forwarded", "for=" + ADDRESS,
        "Accept-Language", NAME,
        "X-Faro-Session-Id", NAME,
        "Authorization", "Bearer " + NAME
    };

    private static StartedGateway gateway;

    @BeforeAll
    static void start() {
        gateway = StartedGateway.ready(
                Broker.shared(), "events.enabled", "true", "events.formats", "native,nself,datakit,ptrum,datadog,faro");
        Waiting.until(
                "events are accepted",
                () -> post("/collect/rk_hashed", "{\"logs\":[{\"message\":\"x\"}]}")
                                .statusCode()
                        == 202);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void nothingPersonalOfDatadogIsPublished() throws IOException {
        List<String> bodies = new ArrayList<>();
        for (String type :
                List.of("view", "view_update", "action", "error", "resource", "long_task", "vital", "telemetry", "x")) {
            bodies.add("{\"type\":\"" + type + "\",\"date\":1,\"service\":\"" + CANARY + "\",\"version\":\"" + CANARY
                    + "\",\"application\":{\"id\":\"" + CANARY + "\",\"name\":\"" + NAME + "\"},"
                    + "\"session\":{\"id\":\"" + CANARY + "\",\"type\":\"" + CANARY + "\"},"
                    + "\"usr\":{\"id\":\"" + CANARY + "\",\"name\":\"" + NAME + "\",\"email\":\"" + CANARY
                    + "\"},\"account\":{\"id\":\"" + NAME + "\"},\"context\":{\"name\":\"" + NAME
                    + "\",\"" + CANARY + "\":\"" + CANARY + "\"},"
                    + "\"feature_flags\":{\"" + NAME + "\":\"" + NAME + "\"},"
                    + "\"device\":{\"type\":\"" + NAME + "\",\"name\":\"" + NAME + "\",\"model\":\"" + NAME
                    + "\"},\"os\":{\"name\":\"" + NAME + "\",\"version_major\":\"" + NAME + "\"},"
                    + "\"connectivity\":{\"effective_type\":\"" + NAME + "\",\"cellular\":{\"carrier_name\":\""
                    + NAME + "\"}},\"_dd\":{\"trace_id\":\"" + CANARY + "\",\"span_id\":\"" + CANARY
                    + "\",\"action\":{\"target\":{\"selector\":\"#" + NAME + "\"}}},"
                    + "\"view\":{\"id\":\"" + CANARY + "\",\"url\":\"" + URL + "\",\"referrer\":\"" + URL
                    + "\",\"name\":\"" + NAME + "\",\"loading_type\":\"" + CANARY
                    + "\",\"interaction_to_next_paint_target_selector\":\"#" + NAME + "\"},"
                    + "\"action\":{\"id\":\"" + CANARY + "\",\"type\":\"" + CANARY
                    + "\",\"target\":{\"name\":\"Pay " + CANARY + "\"}},"
                    + "\"error\":{\"type\":\"" + CANARY + "\",\"message\":\"no " + CANARY + "\",\"stack\":\"Error: "
                    + CANARY
                    + "\\n  at " + CANARY + " (" + URL + ":1:2)\",\"source\":\"" + CANARY + "\",\"handling\":\""
                    + CANARY + "\",\"handling_stack\":\"" + NAME + "\",\"causes\":[{\"message\":\"" + NAME
                    + "\"}],\"resource\":{\"url\":\"" + URL + "\"},\"meta\":{\"path\":\"" + NAME
                    + "\"},\"threads\":[{\"name\":\"" + NAME + "\"}]},"
                    + "\"resource\":{\"type\":\"" + NAME + "\",\"url\":\"" + URL + "\",\"method\":\"" + NAME
                    + "\",\"graphql\":{\"variables\":\"" + NAME + "\"},\"request\":{\"headers\":{\"a\":\""
                    + NAME + "\"}}},"
                    + "\"long_task\":{\"duration\":1,\"entry_type\":\"" + NAME + "\",\"scripts\":[{\"source_url\":\""
                    + URL
                    + "\"}]},\"vital\":{\"name\":\"" + CANARY + "\",\"duration\":1,\"details\":\"" + NAME
                    + "\"},\"telemetry\":{\"message\":\"" + NAME + "\"}}");
        }
        assertNothingOf("/api/v2/rum?dd-api-key=rk_hashed&ddtags=env:" + NAME.length() + ",name:" + NAME, bodies, 8);
    }

    @Test
    void nothingPersonalOfFaroIsPublished() throws IOException {
        String meta = "\"meta\":{\"user\":{\"id\":\"" + CANARY + "\",\"username\":\"" + NAME + "\",\"email\":\""
                + CANARY
                + "\",\"attributes\":{\"a\":\"" + NAME + "\"}},\"session\":{\"id\":\"" + CANARY
                + "\",\"attributes\":{\"a\":\"" + NAME + "\"}},\"page\":{\"id\":\"" + NAME + "\",\"url\":\"" + URL
                + "\",\"attributes\":{\"a\":\"" + NAME + "\"}},\"view\":{\"name\":\"" + NAME + "\"},"
                + "\"sdk\":{\"name\":\"" + CANARY + "\",\"version\":\"" + CANARY + "\"},\"app\":{\"name\":\""
                + CANARY + "\",\"version\":\"" + CANARY + "\",\"environment\":\"" + CANARY + "\"},"
                + "\"browser\":{\"name\":\"" + NAME + "\",\"version\":\"" + NAME + "\",\"os\":\"" + NAME
                + "\",\"userAgent\":\"" + NAME + "\",\"language\":\"" + NAME + "\"}}";
        String trace = "\"trace\":{\"trace_id\":\"" + CANARY + "\",\"span_id\":\"" + CANARY
                + "\"},\"context\":{\"id\":\"" + CANARY + "\",\"name\":\"" + NAME + "\"},\"attributes\":{\"a\":\""
                + NAME + "\"}";
        List<String> bodies = List.of(
                "{" + meta + ",\"exceptions\":[{\"type\":\"" + CANARY + "\",\"value\":\"no " + CANARY
                        + "\",\"stacktrace\":{\"frames\":[{\"function\":\"" + CANARY + "\",\"filename\":\"" + URL
                        + "\",\"lineno\":1,\"colno\":2}]}," + trace + "}]}",
                "{" + meta + ",\"measurements\":[{\"type\":\"" + CANARY + "\",\"values\":{\"" + CANARY + "\":1},"
                        + trace + "},{\"type\":\"web-vitals\",\"values\":{\"lcp\":1}," + trace + "}]}",
                "{" + meta + ",\"logs\":[{\"message\":\"by " + CANARY + "\",\"level\":\"" + CANARY + "\"," + trace
                        + "}]}",
                "{" + meta + ",\"events\":[{\"name\":\"" + CANARY + "\",\"domain\":\"" + NAME + "\"," + trace
                        + "},{\"name\":\"session_start\"," + trace + "}],\"traces\":{\"resourceSpans\":[{\"a\":\""
                        + NAME
                        + "\"}]}}");
        assertNothingOf("/collect/rk_hashed", bodies, 6);
        assertNothingOf("/collect?token=rk_hashed", bodies, 0);
    }

    @Test
    void nothingPersonalOfHeadersIsPublished() throws IOException {
        assertNothingOf(
                "/ingest/events?token=rk_shop",
                List.of("{\"v\":1,\"consent\":true,\"session\":\"s-h\",\"events\":[{\"type\":\"view\",\"view\":\"v-h\","
                        + "\"host\":\"web.acme.example\",\"page\":\"/\"}]}"),
                1);
        assertNothingOf(
                "/api/v1/ingest/session?token=rk_shop",
                List.of("{\"session_id\":\"s-h\",\"consent\":true,\"host\":\"web.acme.example\",\"page\":\"/\"}"),
                1);
        assertNothingOf(
                "/api/rum/collect?token=rk_hashed",
                List.of("[{\"type\":\"metric\",\"name\":\"cart\",\"value\":1,\"timestamp\":1700000000000,"
                        + "\"url\":\"https://web.acme.example/cart\",\"sessionId\":\"s-h\"}]"),
                1);
        assertNothingOf("/v1/write/rum", List.of("view,app_id=appid_x,session_id=s-h a=1"), 1);
    }

    /** Posts bodies and asserts that neither records, answers, metrics nor the log contain a canary. */
    private static void assertNothingOf(String path, List<String> bodies, int events) throws IOException {
        Map<TopicPartition, Long> before = Broker.shared().ends(EVENTS);
        StringBuilder answers = new StringBuilder();
        for (String body : bodies) {
            HttpResponse<String> answer = post(path, body);
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
            answers.append(answer.headers().map()).append(answer.body());
        }
        String records = Broker.shared().since(before, EVENTS).stream()
                .filter(record -> record.key() != null)
                .map(ConsumerRecord::toString)
                .collect(Collectors.joining("\n"));
        assertThat(records.lines().count()).isGreaterThanOrEqualTo(events);
        assertNothingIn("records", records);
        assertNothingIn("answers", answers.toString());
        assertNothingIn("metrics", gateway.manage("/metrics").body());
        assertNothingIn("log", Files.readString(Path.of("target", "test.log"), StandardCharsets.UTF_8));
    }

    private static void assertNothingIn(String where, String text) {
        assertThat(text)
                .as(where)
                .doesNotContainIgnoringCase("kanarie")
                .doesNotContain(ADDRESS)
                .doesNotContain("zo:pw");
    }

    private static HttpResponse<String> post(String path, String body) {
        return gateway.send("POST", path, body.getBytes(StandardCharsets.UTF_8), HEADERS);
    }
}
