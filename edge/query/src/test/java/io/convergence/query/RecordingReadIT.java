package io.convergence.query;

import static io.convergence.query.SeededQuery.ACME;
import static io.convergence.query.SeededQuery.BOTH;
import static io.convergence.query.SeededQuery.EMPTY;
import static io.convergence.query.SeededQuery.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.recordings.ObjectName;
import io.convergence.recordings.RecordingDirectory;
import io.convergence.recordings.RecordingDirectory.WhenFull;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of sessions over a real database and a directory of objects. */
class RecordingReadIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    static Path directory;

    private static SeededQuery query;
    private static RecordingDirectory store;
    private static Instant now;
    private static LocalDate today;

    @BeforeAll
    static void seed() throws SQLException, IOException {
        now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        query = SeededQuery.start("replay.directory", directory.toString());
        store = RecordingDirectory.open(directory, 1 << 30, WhenFull.REFUSE, false);
        for (LocalDate day : List.of(today.minusDays(1), today)) {
            query.sql().query("SELECT ensure_day_partition('rum_replay_segments', '" + day + "', 400)");
        }
        query.sql().query("SELECT ensure_day_partition('rum_sessions', '" + today + "', 400)");
        for (String tenant : List.of("acme", "globex")) {
            query.sql()
                    .execute("INSERT INTO rum_sessions (tenant, app, session, started_at, last_seen, revision, events, "
                            + "duplicates, views, page_views, errors, actions, resources, long_tasks, host, labels, "
                            + "has_replay, session_type) VALUES ('" + tenant + "', 'shop', 's-1', '" + now + "', '"
                            + now + "', 1, 1, 0, 1, 1, 0, 0, 0, 0, '', '{}', true, 'user')");
            // Rows are written in another order than the client's.
            segment(tenant, "s-1", 1, 20, "[{\"type\":3,\"timestamp\":2,\"of\":\"" + tenant + "\"}]");
            segment(tenant, "s-1", 0, 10, "[{\"type\":4,\"timestamp\":1,\"of\":\"" + tenant + "\"}]");
        }
        segment("globex", "s-globex", 0, 10, "[{\"type\":4,\"timestamp\":1}]");
    }

    @AfterAll
    static void close() {
        query.close();
    }

    @Test
    void theSegmentsOfASessionAreOneArrayInTheOrderOfTheClientsClock() throws IOException {
        HttpResponse<String> answer = query.get(ACME, "/api/v1/replay/s-1");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode segments = MAPPER.readTree(answer.body());
        assertThat(segments).hasSize(2);
        assertThat(segments.findValuesAsText("index")).containsExactly("0", "1");
        assertThat(segments.at("/0/records").toString()).isEqualTo("[{\"type\":4,\"timestamp\":1,\"of\":\"acme\"}]");
        assertThat(segments.at("/0/mask").asText()).isEqualTo("text");
        assertThat(segments.path(0).has("object")).isFalse();
        assertThat(query.get(ACME, "/api/v1/replay/s-1?app=docs").statusCode()).isEqualTo(404);
    }

    @Test
    void aTenantSeesItsOwnRecordingsOnly() throws IOException, SQLException {
        assertThat(query.get(GLOBEX, "/api/v1/replay/s-1").body())
                .contains("globex")
                .doesNotContain("acme");
        assertThat(query.get(ACME, "/api/v1/replay/s-1").body()).doesNotContain("globex");
        assertThat(query.get(GLOBEX, "/api/v1/replay/s-globex").statusCode()).isEqualTo(200);
        assertThat(query.get(ACME, "/api/v1/replay/s-globex").statusCode()).isEqualTo(404);
        assertThat(query.get(BOTH, "/api/v1/replay/s-globex?tenant=globex").statusCode())
                .isEqualTo(200);
        HttpResponse<String> none = query.get(EMPTY, "/api/v1/replay/s-1");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.body()).contains("urn:convergence:problem:not-collected");
        row("acme", "s-foreign", 0, 10, now, name("globex", "s-globex", 0).toString());
        assertThat(MAPPER.readTree(query.get(ACME, "/api/v1/replay/s-foreign").body())
                        .at("/0/records")
                        .isNull())
                .isTrue();
    }

    @Test
    void aSegmentWhoseObjectWasDeletedHasNoRecords() throws IOException, SQLException {
        row("acme", "s-deleted", 0, 10, now, name("acme", "s-deleted", 0).toString());
        segment("acme", "s-deleted", 1, 20, "[{\"type\":4,\"timestamp\":1}]");
        JsonNode segments =
                MAPPER.readTree(query.get(ACME, "/api/v1/replay/s-deleted").body());
        assertThat(segments.at("/0/records").isNull()).isTrue();
        assertThat(segments.at("/1/records")).hasSize(1);
    }

    @Test
    void theFirstRowOfASegmentStaysOverTwoDays() throws IOException, SQLException {
        row("acme", "s-twice", 0, 10, now.minus(1, ChronoUnit.DAYS), "first");
        row("acme", "s-twice", 0, 99, now, "second");
        row("acme", "s-twice", 1, 99, now, "third");
        assertThat(query.sql().query("SELECT object FROM rum_replay_segments WHERE session = 's-twice' ORDER BY index"))
                .containsExactly("first", "third");
        assertThat(MAPPER.readTree(query.get(ACME, "/api/v1/replay/s-twice").body()))
                .hasSize(2);
    }

    @Test
    void aLongRecordingIsSentWhole() throws IOException, SQLException {
        String text = "x".repeat(3_000_000);
        for (int i = 0; i < 3; i++) {
            segment("acme", "s-long", i, i, "[{\"type\":5,\"timestamp\":1,\"data\":\"" + text + "\"}]");
        }
        HttpResponse<String> answer = query.get(ACME, "/api/v1/replay/s-long");
        assertThat(answer.body().length()).isGreaterThan(9_000_000);
        assertThat(MAPPER.readTree(answer.body())).hasSize(3);
    }

    private static void segment(String tenant, String session, int index, int startedAt, String records)
            throws SQLException, IOException {
        ObjectName name = name(tenant, session, index);
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(object)) {
            gzip.write(records.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(store.put(name, object.toByteArray())).isTrue();
        row(tenant, session, index, startedAt, now, name.toString());
    }

    private static void row(String tenant, String session, int index, int startedAt, Instant receivedAt, String object)
            throws SQLException {
        query.sql()
                .execute("INSERT INTO rum_replay_segments (tenant, session, view, index, received_at, app, started_at, "
                        + "ended_at, full_snapshot, mask, object, labels) VALUES ('" + tenant + "', '" + session
                        + "', 'v', " + index + ", '" + receivedAt + "', 'shop', to_timestamp(" + startedAt
                        + "), to_timestamp(" + (startedAt + 1) + "), true, 'text', '" + object + "', '{}')");
    }

    private static ObjectName name(String tenant, String session, int index) {
        return new ObjectName(today, tenant, session, "v", index);
    }
}
