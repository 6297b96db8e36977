package io.convergence.query;

import static io.convergence.query.SeededQuery.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.core.settings.OptionReader;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.kafka.Topics;
import io.convergence.kit.objects.FaultyProxy;
import io.convergence.kit.objects.FaultyProxy.Fault;
import io.convergence.kit.objects.ObjectStoreProcess;
import io.convergence.kit.wait.Waiting;
import io.convergence.recordings.ObjectName;
import io.convergence.recordings.s3.S3Recordings;
import io.convergence.recordings.s3.S3Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Recordings that are read and erased in a bucket, over a real database, broker and object store. */
class BucketIT {
    private static final String BUCKET = "recordings";

    private static EmbeddedBroker broker;
    private static ObjectStoreProcess server;
    private static FaultyProxy proxy;
    private static S3Recordings store;
    private static SeededQuery query;
    private static LocalDate today;

    @BeforeAll
    static void start() throws IOException, SQLException {
        broker = EmbeddedBroker.startTemporary();
        Topics.create(broker.bootstrapServers(), List.of(new NewTopic("rum.events", 4, (short) 1)));
        server = ObjectStoreProcess.start(Path.of("../../local/objects/target/lib"));
        server.createBucket(BUCKET);
        proxy = FaultyProxy.inFrontOf(server.port());
        store = S3Recordings.open(Objects.requireNonNull(S3Settings.read(
                new OptionReader(Map.of(
                        "replay.store",
                        "s3",
                        "replay.s3.endpoint",
                        server.endpoint().toString(),
                        "replay.s3.bucket",
                        BUCKET)),
                SeededQuery.ENVIRONMENT)));
        query = SeededQuery.start(
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "replay.store",
                "s3",
                "replay.s3.endpoint",
                proxy.endpoint().toString(),
                "replay.s3.bucket",
                BUCKET);
        today = LocalDate.now(ZoneOffset.UTC);
        for (String table : List.of("rum_sessions", "rum_timeline", "rum_replay_segments")) {
            query.sql().query("SELECT ensure_day_partition('" + table + "', '" + today + "', 400)");
        }
    }

    @AfterAll
    static void stop() {
        query.close();
        store.close();
        proxy.close();
        server.close();
        broker.close();
    }

    @AfterEach
    void mend() {
        proxy.others(Fault.NONE);
    }

    @Test
    void aRecordingIsReadFromTheBucketAndItsReadsAreMeasured() throws IOException, SQLException {
        session("read");
        segment("read", 0);
        segment("read", 1);
        double reads = reads();
        HttpResponse<String> answer = query.get(GLOBEX, "/api/v1/replay/read");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(answer.body()).findValuesAsText("timestamp"))
                .containsExactly("0", "1");
        assertThat(reads()).isEqualTo(reads + 2);
    }

    @Test
    void aRecordingThatCannotBeReadNowIsWorthAnotherTry() throws IOException, SQLException {
        session("away");
        segment("away", 0);
        proxy.others(Fault.UNAVAILABLE);
        HttpResponse<String> answer = query.get(GLOBEX, "/api/v1/replay/away");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("recordings-away");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        proxy.others(Fault.NONE);
        assertThat(query.get(GLOBEX, "/api/v1/replay/away").statusCode()).isEqualTo(200);
    }

    @Test
    void aSessionIsErasedInTheBucketAndNoRowIsErasedWhileTheBucketIsAway() throws IOException, SQLException {
        session("erased");
        segment("erased", 0);
        segment("kept", 0);
        assertThat(store.put(name("erased", 40, 1), new byte[] {1})).isTrue();
        proxy.others(Fault.CUT);
        HttpResponse<String> refused = delete("erased");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("recordings-away");
        assertThat(rows("erased")).containsExactly("1");
        proxy.others(Fault.NONE);
        assertThat(delete("erased").statusCode()).isEqualTo(200);
        assertThat(rows("erased")).containsExactly("0");
        assertThat(server.keys(BUCKET))
                .noneMatch(key -> key.contains("/erased/"))
                .anyMatch(key -> key.contains("/kept/"));
    }

    @Test
    void anObjectThatIsSentAfterTheErasureIsErasedByTheNextPass() throws IOException, SQLException {
        session("late");
        assertThat(delete("late").statusCode()).isEqualTo(200);
        ObjectName late = name("late", 0, 0);
        assertThat(store.put(late, new byte[] {1})).isTrue();
        query.sql().execute("UPDATE rum_erasures SET done_at = done_at - interval '61 seconds' WHERE subject = 'late'");
        Waiting.until("the object is erased", () -> store.get(late) == null);
    }

    private static HttpResponse<String> delete(String session) {
        return query.send(query.request("/api/v1/sessions/" + session)
                .header("Authorization", "Bearer " + GLOBEX)
                .method("DELETE", BodyPublishers.noBody()));
    }

    private static double reads() {
        return query.metrics()
                .lines()
                .filter(line -> line.startsWith("convergence_query_replay_read_seconds_count "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    private static List<String> rows(String session) throws SQLException {
        return query.sql().query("SELECT count(*) FROM rum_sessions WHERE session = '" + session + "'");
    }

    private static void session(String session) throws SQLException {
        query.sql()
                .execute("INSERT INTO rum_sessions (tenant, app, session, started_at, last_seen, revision, events, "
                        + "duplicates, views, page_views, errors, actions, resources, long_tasks, host, labels, "
                        + "has_replay, session_type) VALUES ('globex', 'shop', '" + session
                        + "', now(), now(), 1, 1, 0, 1, 1, 0, 0, 0, 0, '', '{}', true, 'user')");
    }

    private static void segment(String session, int index) throws IOException, SQLException {
        ObjectName name = name(session, 0, index);
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(object)) {
            gzip.write(("[{\"type\":4,\"timestamp\":" + index + "}]").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(store.put(name, object.toByteArray())).isTrue();
        query.sql()
                .execute("INSERT INTO rum_replay_segments (tenant, session, view, index, received_at, app, started_at, "
                        + "ended_at, full_snapshot, mask, object, labels) VALUES ('globex', '" + session + "', 'v', "
                        + index + ", now(), 'shop', to_timestamp(" + index + "), to_timestamp(" + index
                        + "), true, 'text', '" + name + "', '{}')");
    }

    private static ObjectName name(String session, int age, int index) {
        return new ObjectName(today.minusDays(age), "globex", session, "v", index);
    }
}
