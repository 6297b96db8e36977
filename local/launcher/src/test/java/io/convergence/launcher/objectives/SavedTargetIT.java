package io.convergence.launcher.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.harness.EventTime;
import io.convergence.launcher.harness.Lines;
import io.convergence.launcher.harness.Objectives;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StageQuery;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.StoredRows;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.harness.ViewMinutes;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.query.Query;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Objectives that the query service changes while the job runs. */
class SavedTargetIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final String TOKEN = "an-editor-of-the-test-with-32-characters";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void aSavedTargetAndANewObjectiveAreInTheRowsOfTheJobFromTheNextFullMinute(@TempDir Path directory)
            throws Exception {
        try (Stage stage = SYSTEM.stage();
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            stage.define(List.of(Objectives.views(Lines.TENANT, "saved", "0.9", "{}")));
            ViewMinutes views = new ViewMinutes(stage, publisher);
            var job = stage.start(Variant.usual());
            views.play(0, 3);
            EventTime.await(job, ViewMinutes.startOf(3));
            StoredRows rows = stage.rows();
            awaitRow(rows, "saved", "0.900000", Instant.ofEpochMilli(Objectives.WRITTEN_AT + ViewMinutes.MINUTE));
            try (Query query = StageQuery.start(stage, directory, TOKEN)) {
                Waiting.until(
                        "the objective is active", () -> state(query, "saved").equals("active"));
                // The service reads the topic of documents while it answers from the tables already.
                Waiting.until(
                        "the service has read the document",
                        () -> json(get(query, "saved")).path("document_tag").isTextual());
                String tag = json(get(query, "saved")).path("document_tag").asText();
                Instant before = Instant.now();
                HttpResponse<String> saved = CLIENT.send(
                        request(query, "saved?take_over=true")
                                .header("If-Match", tag)
                                .header("Content-Type", "application/merge-patch+json")
                                .method("PATCH", BodyPublishers.ofString("{\"target\": 0.5}"))
                                .build(),
                        BodyHandlers.ofString());
                assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
                Instant from = Instant.parse(json(saved).path("effective_from").asText());
                assertThat(from.getEpochSecond() % 60).isZero();
                assertThat(from).isBetween(before, Instant.now().plus(Duration.ofMinutes(1)));
                awaitRow(rows, "saved", "0.500000", from);
                JsonNode now = json(get(query, "saved"));
                assertThat(now.path("target").asDouble()).isEqualTo(0.5);
                assertThat(now.path("state").asText())
                        .as("the stream has not reached the minute")
                        .isEqualTo("pending");

                HttpResponse<String> added = CLIENT.send(
                        request(query, "")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(Objectives.views(Lines.TENANT, "added", "0.95", "{}")
                                        .text()))
                                .build(),
                        BodyHandlers.ofString());
                assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
                assertThat(state(query, "added")).isEqualTo("pending");
                awaitRow(
                        rows,
                        "added",
                        "0.950000",
                        Instant.parse(json(added).path("effective_from").asText()));
            }
        }
    }

    private static void awaitRow(StoredRows rows, String slo, String target, Instant from) throws SQLException {
        Waiting.until(
                slo + " has the target " + target + " from " + from,
                () -> rows.query("SELECT concat_ws(' ', target, extract(epoch FROM effective_from)::bigint) FROM slos "
                                + "WHERE slo = '" + slo + "'")
                        .equals(List.of(target + ' ' + from.getEpochSecond())));
    }

    private static String state(Query query, String slo) throws Exception {
        return json(get(query, slo)).path("state").asText();
    }

    private static HttpResponse<String> get(Query query, String slo) throws Exception {
        return CLIENT.send(request(query, slo).GET().build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(Query query, String slo) {
        String path = slo.isEmpty() ? "" : '/' + slo;
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + query.port() + "/api/v1/slos" + path))
                .header("Authorization", "Bearer " + TOKEN);
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return MAPPER.readTree(answer.body());
    }
}
