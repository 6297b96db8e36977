package io.convergence.jobs.postgres;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.codec.EventMaps;
import io.convergence.core.event.RumEvent;
import io.convergence.core.samples.VectorEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Functions over the rows of the second plane. */
class EventFunctionsTest {
    private static final String FILE = "impact.json";

    private Store store;

    @BeforeEach
    void rowsOfTheVector() throws SQLException {
        store = Store.create();
        for (String day : List.of("2026-06-04", "2026-06-05")) {
            store.ensure("rum_timeline", day, 90);
            store.ensure("rum_sessions", day, 90);
            store.ensure("rum_replay_segments", day, 90);
        }
        Map<String, Double> started = new HashMap<>();
        Map<String, Double> seen = new HashMap<>();
        for (Map<String, Object> row : VectorEvents.cases(FILE, "timeline")) {
            String session = VectorEvents.text(row, "session");
            started.merge(session, VectorEvents.number(row, "received_at"), Math::min);
            seen.merge(session, VectorEvents.number(row, "received_at"), Math::max);
            insert(row);
        }
        for (Map<String, Object> row : VectorEvents.cases(FILE, "sessions")) {
            String session = VectorEvents.text(row, "session");
            Map<String, String> labels = new TreeMap<>();
            row.forEach((name, value) -> labels.put(name, (String) value));
            labels.remove("session");
            store.execute(
                    "INSERT INTO rum_sessions (tenant, app, session, started_at, last_seen, revision, events, duplicates, "
                            + "views, page_views, errors, actions, resources, long_tasks, host, labels, user_hash, "
                            + "has_replay, session_type) VALUES ('acme', 'shop', '" + session + "', "
                            + instant(requireNonNull(started.get(session))) + ", "
                            + instant(requireNonNull(seen.get(session)))
                            + ", 1, 1, 0, 1, 0, 0, 0, 0, 0, 'web.acme.example', '" + EventMaps.texts(labels)
                            + "'::jsonb, 'user-of-" + session + "', false, '" + labels.get("session_type") + "')");
        }
        groups();
    }

    @Test
    void theEvidenceOfTheVectorIsExact() throws SQLException {
        String expected = evidence();
        assertThat(store.query("SELECT impact_evidence('acme', 'shop', 'web.acme.example', "
                        + instant(1_780_659_900_000.0) + ", " + instant(1_780_660_800_000.0) + ") = '"
                        + expected.replace("'", "''") + "'::jsonb"))
                .containsExactly("t");
    }

    @Test
    void anotherTenantHasNoEvidence() throws SQLException {
        assertThat(store.query("SELECT impact_evidence('globex', 'shop', 'web.acme.example', "
                        + instant(1_780_659_900_000.0) + ", " + instant(1_780_660_800_000.0)
                        + ") ->> 'sessions_seen'"))
                .containsExactly("0");
    }

    @Test
    void anErasedSessionHasNoRowsAndOthersKeepTheirs() throws SQLException {
        store.execute(
                "INSERT INTO rum_erasures (tenant, kind, subject, requested_at) VALUES ('acme', 'session', 's00', "
                        + "now())");
        String others = "SELECT count(*) FROM rum_timeline WHERE session <> 's00'";
        List<String> before = store.query(others);

        assertThat(store.query("SELECT erase_session('acme', 's00') > 0")).containsExactly("t");
        assertThat(store.query("SELECT erase_session('acme', 's00')")).containsExactly("0");

        assertThat(store.query("SELECT count(*) FROM rum_timeline WHERE session = 's00'"))
                .containsExactly("0");
        assertThat(store.query("SELECT count(*) FROM rum_sessions WHERE session = 's00'"))
                .containsExactly("0");
        assertThat(store.query("SELECT count(*) FROM rum_error_groups WHERE sample_session = 's00'"))
                .containsExactly("0");
        assertThat(store.query("SELECT count(done_at) FROM rum_erasures")).containsExactly("1");
        assertThat(store.query(others)).isEqualTo(before);
    }

    @Test
    void aLaterRowOfAGroupDoesNotBringTheSampleOfAnErasedSessionBack() throws SQLException {
        store.execute("INSERT INTO rum_erasures (tenant, kind, subject, requested_at) VALUES "
                + "('acme', 'session', 's00', now()), ('globex', 'session', 's03', now())");
        store.query("SELECT erase_session('acme', 's00')");
        store.execute("UPDATE rum_error_groups SET count = count + 1, sample_session = 's00', sample_id = 'r8'");
        for (String session : List.of("s00", "s03")) {
            store.execute("INSERT INTO rum_error_groups (tenant, app, fingerprint, type, template, top, first_seen, "
                    + "last_seen, count, sessions, sample_session, sample_id) VALUES ('acme', 'shop', 'f-" + session
                    + "', 'Error', 't', '', now(), now(), 1, 1, '" + session + "', 'r9') ON CONFLICT (tenant, app, "
                    + "fingerprint) DO UPDATE SET sample_session = EXCLUDED.sample_session");
        }
        assertThat(store.query("SELECT DISTINCT coalesce(sample_session, '-') || coalesce(sample_id, '-') FROM "
                        + "rum_error_groups ORDER BY 1"))
                .containsExactlyInAnyOrder("--", "s03r9");
    }

    @Test
    void theSessionsOfAUserAreErased() throws SQLException {
        assertThat(store.query("SELECT erase_user('acme', 'user-of-s01')")).containsExactly("s01");
        assertThat(store.query("SELECT erase_user('globex', 'user-of-s02')")).isEmpty();
        assertThat(store.query("SELECT count(*) FROM rum_timeline WHERE session = 's01'"))
                .containsExactly("0");
    }

    @Test
    void groupsThatWereNotSeenArePrunedWithTheirRetention() throws SQLException {
        store.ensure("rum_timeline", "2026-09-01", 90);
        assertThat(store.query("SELECT prune_error_groups(365)")).containsExactly("0");
        assertThat(store.query("SELECT prune_error_groups(80)")).containsExactly("2");
        assertThat(store.query("SELECT expire_events(30, 30, 90, 90, 14, 90)")).hasSize(1);
        assertThat(store.query("SELECT count(*) FROM day_partitions('rum_sessions')"))
                .containsExactly("0");
    }

    private void insert(Map<String, Object> row) throws SQLException {
        Map<String, Object> event = new HashMap<>(row);
        event.put("tenant", "acme");
        event.put("app", "shop");
        RumEvent read = VectorEvents.event(event);
        Map<String, String> labels = new TreeMap<>(read.labels());
        String fingerprint = labels.remove("fingerprint");
        store.execute(
                "INSERT INTO rum_timeline (tenant, session, id, received_at, revision, app, host, at, type, name, value, "
                        + "page, fingerprint, measures, labels, tags) VALUES ('acme', '" + read.session() + "', '"
                        + read.id() + "', " + instant((double) read.receivedAt()) + ", 1, 'shop', 'web.acme.example', "
                        + instant((double) read.at()) + ", '" + read.type().label() + "', '" + read.name() + "', "
                        + read.value() + ", '" + read.page() + "', "
                        + (fingerprint == null ? "NULL" : "'" + fingerprint + "'") + ", '"
                        + EventMaps.numbers(read.measures()) + "'::jsonb, '"
                        + EventMaps.texts(labels).replace("'", "''") + "'::jsonb, '{}')");
    }

    @SuppressWarnings("unchecked")
    private void groups() throws SQLException {
        Map<String, Object> groups =
                (Map<String, Object>) requireNonNull(VectorEvents.content(FILE).get("first_seen"));
        for (Object each : groups.values()) {
            Map<String, Object> group = (Map<String, Object>) each;
            store.execute("INSERT INTO rum_error_groups (tenant, app, fingerprint, type, template, top, first_seen, "
                    + "last_seen, count, sessions, sample_session, sample_id) VALUES ('acme', 'shop', '"
                    + VectorEvents.text(group, "fingerprint") + "', 'Error', 't', '', "
                    + instant(VectorEvents.number(group, "first_seen"))
                    + ", '2026-06-05T12:00:00Z', 1, 1, 's00', 'r8')");
        }
    }

    /** The text of the expected evidence as the file has it: the last object of it. */
    private static String evidence() {
        try {
            String file = Files.readString(VectorEvents.path(FILE));
            int start = file.indexOf("\"evidence\": ") + "\"evidence\": ".length();
            return file.substring(start, file.lastIndexOf('}'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String instant(double millis) {
        return "to_timestamp(" + (long) millis + " / 1000.0)";
    }
}
