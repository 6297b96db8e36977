package io.convergence.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.kit.postgres.SqlClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The rows of {@code impact.json} as the sessions job writes them, with times moved so that the window ends at a chosen
 * instant.
 */
final class ImpactSeed {
    private static final Path VECTOR = Path.of("../../functions/core/src/test/resources/vectors/events/impact.json");

    private final SqlClient sql;
    private final JsonNode vector;
    private final long shift;

    /** Rows whose window ends at an instant. */
    ImpactSeed(SqlClient sql, Instant windowEnd) {
        this.sql = sql;
        try {
            vector = new ObjectMapper().readTree(VECTOR.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        shift = windowEnd.toEpochMilli() - evidence().path("window_end").asLong();
    }

    /** The expected evidence; its times are those of the vector. */
    JsonNode evidence() {
        return vector.path("evidence");
    }

    /** The instant of a time of the vector, epoch milliseconds. */
    Instant moved(JsonNode time) {
        return Instant.ofEpochMilli(time.asLong() + shift);
    }

    /** Writes the sessions, events and groups of errors of a host of the app {@code shop}. */
    void write(String tenant, String host) throws SQLException {
        Map<String, Instant> started = new HashMap<>();
        Map<String, Instant> seen = new HashMap<>();
        TreeSet<LocalDate> days = new TreeSet<>();
        for (JsonNode row : vector.path("timeline")) {
            Instant at = moved(row.path("received_at"));
            days.add(LocalDate.ofInstant(at, ZoneOffset.UTC));
            String session = row.path("session").asText();
            started.merge(session, at, (a, b) -> a.isBefore(b) ? a : b);
            seen.merge(session, at, (a, b) -> a.isAfter(b) ? a : b);
        }
        for (LocalDate day : days) {
            sql.query("SELECT ensure_day_partition('rum_timeline', '" + day + "', 400)");
            sql.query("SELECT ensure_day_partition('rum_sessions', '" + day + "', 400)");
        }
        sql.execute("WITH vector AS (SELECT " + literal(vector.path("timeline")) + "::jsonb AS rows) "
                + "INSERT INTO rum_timeline (tenant, session, id, received_at, revision, app, host, at, type, name, value, "
                + "page, fingerprint, measures, labels, tags) SELECT '" + tenant + "', r ->> 'session', r ->> 'id', "
                + time("r ->> 'received_at'") + ", 1, 'shop', '" + host + "', " + time("r ->> 'at'")
                + ", r ->> 'type', r ->> 'name', (r ->> 'value')::double precision, r ->> 'page', "
                + "r -> 'labels' ->> 'fingerprint', coalesce(r -> 'measures', '{}'), "
                + "coalesce(r -> 'labels', '{}') - 'fingerprint', '{}' FROM vector, jsonb_array_elements(rows) AS r");
        for (JsonNode row : vector.path("sessions")) {
            String session = row.path("session").asText();
            sql.execute(
                    "INSERT INTO rum_sessions (tenant, app, session, started_at, last_seen, revision, events, duplicates, "
                            + "views, page_views, errors, actions, resources, long_tasks, host, labels, has_replay, session_type) "
                            + "VALUES ('" + tenant + "', 'shop', '" + session + "', '" + started.get(session) + "', '"
                            + seen.get(session) + "', 1, 1, 0, 1, 0, 0, 0, 0, 0, '" + host + "', " + literal(row)
                            + "::jsonb - 'session', false, '"
                            + row.path("session_type").asText() + "')");
        }
        for (JsonNode group : vector.path("first_seen")) {
            sql.execute(
                    "INSERT INTO rum_error_groups (tenant, app, fingerprint, type, template, top, first_seen, last_seen, "
                            + "count, sessions) VALUES ('" + tenant + "', 'shop', '"
                            + group.path("fingerprint").asText() + "', 'Error', 't', '', '"
                            + moved(group.path("first_seen"))
                            + "', '" + moved(evidence().path("window_end")) + "', 1, 1)");
        }
    }

    private String time(String millis) {
        return "to_timestamp(((" + millis + ")::bigint + " + shift + ") / 1000.0)";
    }

    private static String literal(JsonNode json) {
        return "'" + json.toString().replace("'", "''") + "'";
    }
}
