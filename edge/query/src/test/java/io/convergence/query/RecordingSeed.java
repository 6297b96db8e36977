package io.convergence.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.recordings.ObjectName;
import io.convergence.recordings.RecordingDirectory;
import io.convergence.recordings.RecordingDirectory.WhenFull;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.zip.GZIPOutputStream;

/** Sessions of the app {@code shop}, their events and recordings, as the sessions job and the gateway write them. */
final class RecordingSeed {
    private static final String HOST = "www.shop.example";

    private final SeededQuery query;
    private final RecordingDirectory store;

    /**
     * Rows of a service and objects of its directory.
     *
     * @param directory {@code replay.directory} of the service
     */
    RecordingSeed(SeededQuery query, Path directory) {
        this.query = query;
        try {
            this.store = RecordingDirectory.open(directory, 1 << 30, WhenFull.REFUSE, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A session that lasts a minute. */
    void session(String tenant, String session, Instant start, boolean hasReplay) throws SQLException {
        LocalDate day = LocalDate.ofInstant(start, ZoneOffset.UTC);
        for (LocalDate each : new LocalDate[] {day, day.plusDays(1)}) {
            for (String table : new String[] {"rum_sessions", "rum_timeline", "rum_replay_segments"}) {
                query.sql().query("SELECT ensure_day_partition('" + table + "', '" + each + "', 400)");
            }
        }
        query.sql()
                .execute(
                        "INSERT INTO rum_sessions (tenant, app, session, started_at, last_seen, revision, events, duplicates, "
                                + "views, page_views, errors, actions, resources, long_tasks, entry_page, host, labels, has_replay, "
                                + "session_type) VALUES ('" + tenant + "', 'shop', '" + session + "', '" + start
                                + "', '"
                                + start.plusSeconds(60) + "', 1, 4, 0, 1, 1, 1, 1, 0, 0, '/checkout', '" + HOST
                                + "', '{\"browser\": \"chrome\", \"os\": \"windows\", \"device\": \"desktop\", \"country\": \"DE\"}', "
                                + hasReplay + ", 'user')");
    }

    /** An event of a session. */
    void event(String tenant, String session, Instant at, String type, String name, String message)
            throws SQLException {
        query.sql()
                .execute(
                        "INSERT INTO rum_timeline (tenant, session, id, received_at, revision, app, host, at, type, name, page, "
                                + "measures, labels, tags) VALUES ('" + tenant + "', '" + session + "', '" + type + at
                                + "', '" + at
                                + "', 1, 'shop', '" + HOST + "', '" + at + "', '" + type + "', '" + name
                                + "', '/checkout', '{}', '"
                                + (message.isEmpty() ? "{}" : "{\"message\": \"" + message + "\"}") + "', '{}')");
    }

    /** A segment with its object. */
    void segment(String tenant, String session, int index, JsonNode records) throws SQLException, IOException {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(object)) {
            gzip.write(records.toString().getBytes(StandardCharsets.UTF_8));
        }
        store.put(name(tenant, session, index, time(records.path(0))), object.toByteArray());
        row(tenant, session, index, time(records.path(0)), time(records.path(records.size() - 1)));
    }

    /** The row of a segment alone. */
    void row(String tenant, String session, int index, Instant start, Instant end) throws SQLException {
        query.sql()
                .execute(
                        "INSERT INTO rum_replay_segments (tenant, session, view, index, received_at, app, started_at, ended_at, "
                                + "full_snapshot, mask, object, labels) VALUES ('" + tenant + "', '" + session
                                + "', 'v', " + index
                                + ", '" + end.plusSeconds(1) + "', 'shop', '" + start + "', '" + end + "', "
                                + (index == 0)
                                + ", 'text', '" + name(tenant, session, index, start) + "', '{}')");
    }

    /** The instant of a record. */
    static Instant time(JsonNode record) {
        return Instant.ofEpochMilli(record.path("timestamp").asLong());
    }

    private static ObjectName name(String tenant, String session, int index, Instant start) {
        return new ObjectName(LocalDate.ofInstant(start, ZoneOffset.UTC), tenant, session, "v", index);
    }
}
