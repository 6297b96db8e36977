package io.convergence.query;

import static io.convergence.query.SeededQuery.ACME;
import static io.convergence.query.SeededQuery.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.event.EventDecoder;
import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.core.ingest.Decoded;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.kafka.TopicReader;
import io.convergence.kit.kafka.Topics;
import io.convergence.kit.wait.Waiting;
import io.convergence.recordings.ObjectName;
import io.convergence.recordings.RecordingDirectory;
import io.convergence.recordings.RecordingDirectory.WhenFull;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Erasures of sessions and users over a real database and broker. */
class ErasureIT {
    private static final String USER = "Kx3v_0-aZ9qLmN4pQrS7tU";

    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;
    private static SeededQuery query;
    private static RecordingDirectory recordings;

    @BeforeAll
    static void start() throws SQLException, IOException {
        broker = EmbeddedBroker.startTemporary();
        Topics.create(broker.bootstrapServers(), List.of(new NewTopic("rum.events", 4, (short) 1)));
        query = SeededQuery.start(
                "kafka.bootstrap.servers", broker.bootstrapServers(), "replay.directory", directory.toString());
        recordings = RecordingDirectory.open(directory, 1 << 20, WhenFull.REFUSE, false);
    }

    @AfterAll
    static void stop() {
        query.close();
        broker.close();
    }

    @Test
    void aSessionIsErasedWithItsRowsAndObjectsAndTheJobIsInformed() throws SQLException, IOException {
        List<ObjectName> erased = List.of(object("globex", "one", 0), object("globex", "one", 1));
        List<ObjectName> kept = List.of(object("globex", "other", 0), object("acme", "one", 0));
        session(query, "globex", "shop", "one", "NULL");
        session(query, "globex", "docs", "one", "NULL");
        session(query, "globex", "shop", "other", "NULL");
        session(query, "acme", "shop", "one", "NULL");
        query.sql()
                .execute("INSERT INTO rum_error_groups (tenant, app, fingerprint, type, template, top, first_seen, "
                        + "last_seen, count, sessions, sample_session, sample_id) VALUES ('globex', 'shop', 'f1', 'E', "
                        + "'', '', now(), now(), 1, 1, 'one', 'e')");

        HttpResponse<String> answer = delete(query, GLOBEX, "/api/v1/sessions/one");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"sessions\":2").contains("repeated_until");
        assertThat(rows("globex", "one")).isEqualTo(List.of("0", "0", "0"));
        for (ObjectName name : erased) {
            assertThat(recordings.get(name)).as("%s", name).isNull();
        }
        for (ObjectName name : kept) {
            assertThat(recordings.get(name)).as("%s", name).isNotNull();
        }
        assertThat(rows("globex", "other")).isEqualTo(List.of("1", "1", "1"));
        assertThat(rows("acme", "one")).isEqualTo(List.of("1", "1", "1"));
        assertThat(query.sql().query("SELECT count(*) FROM rum_error_groups WHERE sample_session = 'one'"))
                .containsExactly("0");
        assertThat(events("one")).containsExactlyInAnyOrder("globex|docs|one|globex|one", "globex|shop|one|globex|one");

        assertThat(delete(query, GLOBEX, "/api/v1/sessions/one").statusCode())
                .as("repeated by hand")
                .isEqualTo(200);
    }

    @Test
    void rowsAndObjectsThatAreWrittenAgainAreGoneAfterTheNextPass() throws SQLException, IOException {
        session(query, "globex", "shop", "again", "NULL");
        assertThat(delete(query, GLOBEX, "/api/v1/sessions/again").statusCode()).isEqualTo(200);
        session(query, "globex", "shop", "again", "NULL");
        ObjectName object = object("globex", "again", 0);
        query.sql()
                .execute("UPDATE rum_erasures SET done_at = done_at - interval '59 seconds' WHERE subject = 'again'");
        Waiting.until(
                "the erasure to be applied again", () -> rows("globex", "again").equals(List.of("0", "0", "0")));
        assertThat(recordings.get(object)).isNull();
    }

    @Test
    void anErasureIsDueEachMinuteForAnHourAndThenHourlyForThreeDays() throws SQLException {
        SeededQuery stopped = SeededQuery.start();
        stopped.close();
        String insert =
                "INSERT INTO rum_erasures VALUES ('t', 'session', '%s', now() - interval '%s', now() - interval '%s')";
        for (String[] each : new String[][] {
            {"fresh", "50 min", "50 s"},
            {"due", "50 min", "61 s"},
            {"old", "2 h", "50 min"},
            {"old-due", "2 h", "61 min"},
            {"over", "73 h", "5 h"}
        }) {
            stopped.sql().execute(insert.formatted(each[0], each[1], each[2]));
        }
        assertThat(stopped.sql().query("SELECT subject FROM due_erasures() ORDER BY 1"))
                .containsExactly("due", "old-due");
    }

    @Test
    void allSessionsOfAUserAreErased() throws SQLException {
        session(query, "globex", "shop", "user-1", "'" + USER + "'");
        session(query, "globex", "docs", "user-2", "'" + USER + "'");
        session(query, "acme", "shop", "user-1", "'" + USER + "'");
        HttpResponse<String> answer = delete(query, GLOBEX, "/api/v1/users/" + USER);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(rows("globex", "user-1")).isEqualTo(List.of("0", "0", "0"));
        assertThat(rows("globex", "user-2")).isEqualTo(List.of("0", "0", "0"));
        assertThat(rows("acme", "user-1")).isEqualTo(List.of("1", "1", "1"));
        assertThat(events("user-1")).containsExactly("globex|shop|user-1|globex|user-1");
        assertThat(events("user-2")).containsExactly("globex|docs|user-2|globex|user-2");
        // A session of the user that comes back is erased by its own name or by the user.
        session(query, "globex", "shop", "user-3", "'" + USER + "'");
        query.sql().execute("UPDATE rum_erasures SET done_at = done_at - interval '61 seconds' WHERE kind = 'user'");
        Waiting.until(
                "the erasure of the user to be applied again",
                () -> rows("globex", "user-3").equals(List.of("0", "0", "0")));
    }

    @Test
    void onlyEditorsEraseWhatIsTheirs() throws SQLException {
        session(query, "acme", "shop", "of-acme", "'other-user'");
        assertThat(delete(query, ACME, "/api/v1/sessions/of-acme").statusCode()).isEqualTo(403);
        assertThat(delete(query, GLOBEX, "/api/v1/sessions/of-acme").statusCode())
                .isEqualTo(404);
        assertThat(delete(query, GLOBEX, "/api/v1/users/other-user").statusCode())
                .isEqualTo(404);
        assertThat(rows("acme", "of-acme")).isEqualTo(List.of("1", "1", "1"));
        assertThat(events("of-acme")).isEmpty();
    }

    @Test
    void withoutABrokerNothingIsErased() throws SQLException {
        try (SeededQuery alone = SeededQuery.start()) {
            session(alone, "globex", "shop", "kept", "NULL");
            HttpResponse<String> answer = delete(alone, GLOBEX, "/api/v1/sessions/kept");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(alone.sql().query("SELECT count(*) FROM rum_sessions WHERE session = 'kept'"))
                    .containsExactly("1");
            assertThat(alone.sql().query("SELECT count(*) FROM rum_erasures")).containsExactly("0");
        }
    }

    private static HttpResponse<String> delete(SeededQuery service, String token, String path) {
        return service.send(service.request(path)
                .header("Authorization", "Bearer " + token)
                .method("DELETE", HttpRequest.BodyPublishers.noBody()));
    }

    /** Stores an object of a session, on a day of its own. */
    private static ObjectName object(String tenant, String session, int age) throws IOException {
        LocalDate day = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).minusDays(age);
        ObjectName name = new ObjectName(day, tenant, session, "v", age);
        assertThat(recordings.put(name, new byte[] {1})).isTrue();
        return name;
    }

    /** Numbers of the rows of a session in its three tables. */
    private static List<String> rows(String tenant, String session) throws SQLException {
        List<String> counts = new ArrayList<>();
        for (String table : List.of("rum_sessions", "rum_timeline", "rum_replay_segments")) {
            counts.addAll(query.sql()
                    .query("SELECT count(*) FROM " + table + " WHERE tenant = '" + tenant + "' AND session = '"
                            + session + "'"));
        }
        return counts;
    }

    /** The erasures of a session in the topic as {@code tenant|app|session|key}, where the key has the same separator. */
    private static List<String> events(String session) {
        List<String> found = new ArrayList<>();
        new TopicReader(broker.bootstrapServers()).read("rum.events", record -> {
            RumEvent event = ((Decoded.Accepted<RumEvent>) new EventDecoder().decode(record.value())).value();
            assertThat(event.type()).isEqualTo(EventType.ERASE);
            if (session.equals(event.session())) {
                found.add(event.tenant()
                        + '|'
                        + event.app()
                        + '|'
                        + event.session()
                        + '|'
                        + new String(record.key(), StandardCharsets.UTF_8));
            }
        });
        return found;
    }

    private static void session(SeededQuery service, String tenant, String app, String id, String user)
            throws SQLException {
        String today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).toString();
        for (String table : List.of("rum_sessions", "rum_timeline", "rum_replay_segments")) {
            service.sql().query("SELECT ensure_day_partition('" + table + "', '" + today + "', 400)");
        }
        service.sql()
                .execute("INSERT INTO rum_sessions (tenant, app, session, started_at, last_seen, revision, events, "
                        + "duplicates, views, page_views, errors, actions, resources, long_tasks, host, labels, user_hash, "
                        + "has_replay, session_type) VALUES ('" + tenant + "', '" + app + "', '" + id
                        + "', now(), now(), 1, 1, 0, 1, 1, 0, 0, 0, 0, 'h', '{}', " + user + ", false, 'user')");
        service.sql()
                .execute(
                        "INSERT INTO rum_timeline (tenant, session, id, received_at, revision, app, host, at, type, name, "
                                + "measures, labels, tags) VALUES ('" + tenant + "', '" + id + "', '" + app
                                + "', now(), 1, '" + app
                                + "', 'h', now(), 'error', 'E', '{}', '{}', '{}') ON CONFLICT DO NOTHING");
        service.sql()
                .execute("INSERT INTO rum_replay_segments (tenant, session, view, index, received_at, app, "
                        + "full_snapshot, labels) VALUES ('" + tenant + "', '" + id + "', '" + app + "', 0, now(), '"
                        + app
                        + "', true, '{}')");
    }
}
