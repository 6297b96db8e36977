package io.convergence.launcher.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.codec.EventEncoder;
import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.kit.wait.Waiting;
import io.convergence.launcher.harness.Lines;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StageQuery;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.StoredRows;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunningJob;
import io.convergence.query.Query;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A session that is erased, and a sessions job that goes back to a savepoint from before. */
class ErasedSessionIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final String EDITOR = "an-editor-of-the-test-with-32-characters";
    private static final String ERASED = "erased";

    private int number;

    @Test
    void afterAStartFromTheOldestSavepointNoRowOfTheSessionStays(@TempDir Path directory) throws Exception {
        try (Stage stage = SYSTEM.stage(LocalTopics.defaults().withEvents());
                RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers());
                Query query = StageQuery.start(stage, directory, EDITOR)) {
            StoredRows rows = stage.rows();
            RunningJob first = stage.startSessions(Variant.usual());
            publish(publisher, ERASED);
            awaitRow(rows, ERASED);
            Variant oldest = Variant.usual().restoredFrom(stage.stop(first));

            RunningJob second = stage.startSessions(oldest);
            publish(publisher, ERASED);
            publish(publisher, "second");
            awaitRow(rows, "second");
            erase(query);
            publish(publisher, "erased-before");
            awaitRow(rows, "erased-before");
            Waiting.until("its rows are gone", () -> count(rows) == 0);
            stage.stop(second);

            stage.startSessions(oldest);
            publish(publisher, "restored");
            awaitRow(rows, "restored");
            // The query service applies the erasure again each minute, also to what the job has written meanwhile.
            String restored = rows.query("SELECT now()").get(0);
            Waiting.until(
                    "the erasure is applied after the restart",
                    Duration.ofMinutes(3),
                    () -> !rows.query("SELECT 1 FROM rum_erasures WHERE subject = '" + ERASED + "' AND done_at > '"
                                    + restored + "'")
                            .isEmpty());
            assertThat(count(rows)).isZero();
        }
    }

    /** Publishes an error of a session to the partition of the erased one, so that the job reads it after what is there. */
    private void publish(RecordPublisher publisher, String session) {
        long now = System.currentTimeMillis();
        RumEvent event = event(session, now);
        String key = event(ERASED, now).recordKey();
        publisher.send(LocalTopics.EVENTS, now, key, new EventEncoder().encode(event));
        publisher.flush();
    }

    private RumEvent event(String session, long now) {
        return new RumEvent(
                session + '-' + number++,
                Lines.TENANT,
                "shop",
                EventType.ERROR,
                now,
                now,
                session,
                null,
                "shop.example",
                "/",
                "Error",
                null,
                Map.of(),
                Map.of("version", "1", "message", "a"),
                Map.of());
    }

    private static void awaitRow(StoredRows rows, String session) throws Exception {
        Waiting.until(
                "the session " + session + " has a row",
                () -> !rows.query("SELECT 1 FROM rum_sessions WHERE session = '" + session + "'")
                        .isEmpty());
    }

    /** The number of rows of the erased session in every table with sessions. */
    private static int count(StoredRows rows) throws Exception {
        int count = 0;
        for (String table : new String[] {"rum_sessions", "rum_timeline", "rum_replay_segments"}) {
            count += rows.query("SELECT 1 FROM " + table + " WHERE session = '" + ERASED + "'")
                    .size();
        }
        return count;
    }

    private static void erase(Query query) throws Exception {
        Waiting.until("the service is ready", query::isReady);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + query.port() + "/api/v1/sessions/" + ERASED))
                .header("Authorization", "Bearer " + EDITOR)
                .DELETE()
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
