package io.convergence.jobs.tables;

import static io.convergence.core.samples.Samples.NOON;
import static io.convergence.core.samples.Samples.confirmed;
import static io.convergence.core.samples.Samples.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.codec.SignalCodec;
import io.convergence.core.codec.VitalsBytes;
import io.convergence.core.convergence.Thresholds;
import io.convergence.core.samples.Samples;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalLinks;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.core.window.PageMinute;
import io.convergence.jobs.postgres.Batches;
import io.convergence.jobs.postgres.Store;
import io.convergence.jobs.postgres.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TablesTest {
    private static final int ORDERS = 20;

    /** Value of the histogram bin that contains 1000 ms. */
    private static final int LCP = 1002;

    private static final Store STORE = Store.create();

    @BeforeAll
    static void partitions() throws SQLException {
        for (String table : List.of("convergence_transitions", "convergence_minutes", "rum_minutes")) {
            assertThat(STORE.ensure(table, "2026-06-05", 90)).isTrue();
        }
    }

    @BeforeEach
    void empty() throws SQLException {
        STORE.execute(
                "TRUNCATE convergence_verdicts, convergence_transitions, convergence_minutes, rum_minutes, signals");
    }

    @Test
    void everyFieldOfAVerdictIsStored() throws SQLException {
        write(VerdictsTable.table(), List.of(confirmed("checkout", NOON), Samples.silent()), 1);
        assertThat(STORE.query("SELECT app, verdict, previous_verdict, rum_degraded, views, error_rate, p75_lcp_ms, "
                        + "p75_inp_ms, trust, changed, extract(epoch FROM window_end) * 1000, "
                        + "extract(epoch FROM window_start) * 1000 FROM convergence_verdicts"))
                .containsExactly("checkout|user_impact_confirmed|healthy|t|170|0.23529411764705882|5200.5|null|"
                        + "synthetic_corroborated|t|1780660800000.000000|1780659900000.000000");
    }

    @Test
    void instantsKeepTheirMilliseconds() throws SQLException {
        for (long millis : new long[] {1, 127, 1_780_660_800_127L, 4_102_444_799_999L}) {
            empty();
            write(VerdictsTable.table(), List.of(confirmed("checkout", millis)), 1);
            assertThat(STORE.query("SELECT (extract(epoch FROM window_end) * 1000)::bigint, "
                            + "extract(microseconds FROM window_end)::bigint % 1000 FROM convergence_verdicts"))
                    .containsExactly(millis + "|0");
        }
    }

    @Test
    void theNewestVerdictOfEachKeyWinsInAnyOrder() throws SQLException {
        List<VerdictRecord> verdicts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            verdicts.add(confirmed("app" + i % 2, NOON + i * 10_000L));
            verdicts.add(confirmed("app" + i % 2, NOON + i * 10_000L));
        }
        inEveryOrder(
                VerdictsTable.table(),
                verdicts,
                "SELECT app, to_char(window_end AT TIME ZONE 'UTC', 'HH24:MI:SS') FROM convergence_verdicts",
                "app0|12:00:40",
                "app1|12:00:50");
    }

    @Test
    void everyTransitionIsStoredOnce() throws SQLException {
        List<VerdictRecord> changes = List.of(
                confirmed("a", NOON), confirmed("a", NOON + 10_000), confirmed("b", NOON), confirmed("a", NOON));
        inEveryOrder(
                TransitionsTable.table(),
                changes,
                "SELECT app, to_char(window_end AT TIME ZONE 'UTC', 'HH24:MI:SS') FROM convergence_transitions",
                "a|12:00:00",
                "a|12:00:10",
                "b|12:00:00");
    }

    @Test
    void everyJudgedMinuteIsStoredOnce() throws SQLException {
        inEveryOrder(
                JudgedMinutesTable.table(),
                List.of(confirmed("checkout", NOON), confirmed("checkout", NOON + 60_000), confirmed("checkout", NOON)),
                "SELECT app, verdict, rum_degraded, views, error_views, p75_lcp_ms, p75_inp_ms, rum_data, "
                        + "extract(epoch FROM window_end) * 1000 FROM convergence_minutes",
                "checkout|user_impact_confirmed|t|170|40|5200.5|null|sufficient|1780660800000.000000",
                "checkout|user_impact_confirmed|t|170|40|5200.5|null|sufficient|1780660860000.000000");
        assertThat(STORE.query("SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND "
                        + "table_name = 'convergence_minutes'"))
                .hasSize(18);
    }

    @Test
    void aMinuteWithMoreViewsWinsInAnyOrder() throws SQLException {
        List<PageMinute> minutes = new ArrayList<>();
        for (int views = 1; views <= 5; views++) {
            minutes.add(minute("/cart", views));
            minutes.add(minute("/pay", 6 - views));
        }
        inEveryOrder(
                MinutesTable.table(),
                minutes,
                "SELECT page, views, error_views, lcp_samples, round(p75_lcp_ms) FROM rum_minutes",
                "/cart|5|1|5|%d".formatted(LCP),
                "/pay|5|1|5|%d".formatted(LCP));
    }

    @Test
    void theHistogramsOfAMinuteCanBeRead() throws SQLException {
        PageMinute minute = minute("/cart", 3);
        write(MinutesTable.table(), List.of(minute), 1);
        byte[] vitals = HexFormat.of()
                .parseHex(STORE.query("SELECT encode(vitals, 'hex') FROM rum_minutes")
                        .get(0));
        assertThat(VitalsBytes.decode(vitals)).isEqualTo(minute.vitals());
    }

    @Test
    void theHighestSequenceOfAnEpisodeWinsInAnyOrder() throws SQLException {
        List<Signal> signals = List.of(
                signal(SignalKind.USER_IMPACT_CORRELATED, 0, SignalStatus.FIRING, SignalReason.THRESHOLD, "a"),
                signal(SignalKind.USER_IMPACT_CORRELATED, 1, SignalStatus.FIRING, SignalReason.THRESHOLD, "a"),
                signal(SignalKind.USER_IMPACT_CORRELATED, 2, SignalStatus.RESOLVED, SignalReason.RECOVERED, "a"),
                signal(SignalKind.USER_IMPACT_UNSEEN, 0, SignalStatus.FIRING, SignalReason.THRESHOLD, "a"));
        inEveryOrder(
                SignalsTable.table(new SignalCodec(Thresholds.DEFAULTS, SignalLinks.NONE)),
                signals,
                "SELECT kind, sequence, status, reason, ends_at IS NULL, evidence ->> 'views' FROM signals",
                "rum.user_impact_correlated|2|resolved|recovered|f|170",
                "rum.user_impact_unseen_by_synthetics|0|firing|threshold|t|170");
    }

    @Test
    void everyTableAndColumnHasAComment() throws SQLException {
        assertThat(STORE.query("SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
                        + "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum >= 0 "
                        + "AND NOT c.relispartition AND c.relname <> 'flyway_schema_history' "
                        + "AND col_description(c.oid, a.attnum) IS NULL"))
                .isEmpty();
        assertThat(STORE.query("SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace "
                        + "AND c.relkind IN ('r', 'p') AND NOT c.relispartition "
                        + "AND c.relname <> 'flyway_schema_history' AND obj_description(c.oid) IS NULL"))
                .isEmpty();
    }

    /** Writes elements in random orders and batch sizes, and expects the same rows each time. */
    private static <T> void inEveryOrder(Table<T> table, List<T> elements, String sql, String... rows)
            throws SQLException {
        for (int seed = 0; seed < ORDERS; seed++) {
            STORE.execute("TRUNCATE " + table.name());
            Random random = new Random(seed);
            List<T> shuffled = new ArrayList<>(elements);
            Collections.shuffle(shuffled, random);
            write(table, shuffled, 1 + random.nextInt(elements.size()));
            assertThat(STORE.query(sql)).as("seed %d", seed).containsExactlyInAnyOrder(rows);
        }
    }

    private static <T> void write(Table<T> table, List<T> elements, int batchRows) throws SQLException {
        Batches<T> batches = new Batches<>(table, batchRows);
        for (T element : elements) {
            batches.add(element);
        }
        for (List<Row> batch : batches.end()) {
            STORE.write(table, batch);
        }
    }

    private static PageMinute minute(String page, int views) {
        VitalHistograms vitals = new VitalHistograms();
        for (int i = 0; i < views; i++) {
            vitals.add(Vital.LCP, 1000.0);
        }
        return new PageMinute("acme", "checkout", "web.acme.example", page, NOON, views, 1, vitals, true);
    }
}
