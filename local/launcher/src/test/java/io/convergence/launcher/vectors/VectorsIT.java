package io.convergence.launcher.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.launcher.harness.Members;
import io.convergence.launcher.harness.Output;
import io.convergence.launcher.harness.Stage;
import io.convergence.launcher.harness.StartedSystem;
import io.convergence.launcher.harness.StoredRows;
import io.convergence.launcher.harness.TestVector;
import io.convergence.launcher.harness.Variant;
import io.convergence.launcher.system.LocalTopics;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real job over the test vectors, compared with the verdicts and signals of an independent implementation. */
class VectorsIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final double LCP_THRESHOLD = 4000;

    @ParameterizedTest
    @ValueSource(strings = {"mix-1", "mix-2", "mix-3"})
    void aVectorGivesTheExpectedVerdictsAndSignalsOnTopicsAndInTables(String name) throws Exception {
        TestVector vector = TestVector.load(name);
        try (Stage stage = SYSTEM.stage()) {
            Output output = stage.replay(vector.beacons(), vector.results(), Variant.usual());

            assertVerdicts(vector, output);
            assertSignals(vector, output);
            assertThat(output.of(LocalTopics.DEAD_LETTERS)).isEmpty();
            assertThat(output.of(LocalTopics.LATE_BEACONS)).isEmpty();
            assertThat(output.of(LocalTopics.LATE_RESULTS)).isEmpty();
            assertVerdictTables(output, stage.rows());
            assertSignalTable(output, stage.rows());
            assertThat(stage.rows().query("SELECT sum(views) FROM rum_minutes"))
                    .containsExactly(String.valueOf(vector.beacons().size()));
        }
    }

    private static void assertVerdicts(TestVector vector, Output output) {
        Map<String, Members> published = new TreeMap<>();
        for (Members verdict : output.verdicts()) {
            String place = verdict.joined("window_end", "tenant", "app", "host");
            assertThat(published.put(place, verdict))
                    .as("no second verdict at %s", place)
                    .isNull();
        }
        for (Members expected : vector.verdicts()) {
            String place = expected.joined("at", "tenant", "app", "host");
            Members verdict = published.get(place);
            if (verdict == null) {
                boolean isQuiet = expected.number("views") == 0 && expected.number("synthetic_samples") == 0;
                assertThat(isQuiet && !expected.flag("change"))
                        .as("quiet without a verdict at %s", place)
                        .isTrue();
                continue;
            }
            String[] counts = {"verdict", "views", "error_views", "synthetic_samples", "synthetic_failures"};
            assertThat(verdict.joined(counts)).as(place).isEqualTo(expected.joined(counts));
            assertThat(verdict.flag("changed")).as(place).isEqualTo(expected.flag("change"));
            assertPercentile(place, expected.decimal("p75_lcp_ms"), verdict);
        }
        assertThat(published.values().stream()
                        .filter(verdict -> verdict.flag("changed"))
                        .map(verdict -> verdict.joined("window_end", "tenant", "app", "host", "verdict")))
                .containsExactlyInAnyOrderElementsOf(vector.verdicts().stream()
                        .filter(expected -> expected.flag("change"))
                        .map(expected -> expected.joined("at", "tenant", "app", "host", "verdict"))
                        .toList());
    }

    private static void assertPercentile(String place, double expected, Members verdict) {
        if (expected == 0) {
            assertThat(verdict.has("p75_lcp_ms")).as("percentile at %s", place).isFalse();
            return;
        }
        double reported = verdict.decimal("p75_lcp_ms");
        assertThat(Math.abs(reported - expected) / expected)
                .as("error at %s", place)
                .isLessThanOrEqualTo(0.01);
        assertThat(reported >= LCP_THRESHOLD).as("side at %s", place).isEqualTo(expected >= LCP_THRESHOLD);
    }

    private static void assertSignals(TestVector vector, Output output) {
        List<String> published = output.signals().stream()
                .filter(signal -> signal.text("status").equals("resolved") || signal.number("sequence") == 0)
                .map(signal -> signal.joined("tenant", "app", "host", "kind", "status", "reason")
                        + ' '
                        + millis(signal.text("occurred_at"))
                        + ' '
                        + millis(signal.text("starts_at")))
                .toList();
        assertThat(published)
                .containsExactlyInAnyOrderElementsOf(vector.signals().stream()
                        .map(signal ->
                                signal.joined("tenant", "app", "host", "kind", "status", "reason", "at", "starts_at"))
                        .toList());
    }

    private static void assertVerdictTables(Output output, StoredRows rows) throws SQLException {
        String columns = " concat_ws(' ', tenant, app, host, (extract(epoch FROM window_end) * 1000)::bigint, verdict,"
                + " coalesce(previous_verdict, '-'), views, error_views, synthetic_samples, synthetic_failures, trust)";
        String[] members = {
            "tenant",
            "app",
            "host",
            "window_end",
            "verdict",
            "previous_verdict",
            "views",
            "error_views",
            "synthetic_samples",
            "synthetic_failures",
            "trust"
        };
        Map<String, Members> latest = new HashMap<>();
        output.verdicts().forEach(verdict -> latest.put(verdict.joined("tenant", "app", "host"), verdict));
        assertThat(rows.query("SELECT" + columns + " FROM convergence_verdicts"))
                .containsExactlyInAnyOrderElementsOf(latest.values().stream()
                        .map(verdict -> verdict.joined(members))
                        .toList());
        assertThat(rows.query("SELECT" + columns + " FROM convergence_transitions"))
                .containsExactlyInAnyOrderElementsOf(output.verdicts().stream()
                        .filter(verdict -> verdict.flag("changed"))
                        .map(verdict -> verdict.joined(members))
                        .toList());
    }

    private static void assertSignalTable(Output output, StoredRows rows) throws SQLException {
        Map<String, Members> latest = new HashMap<>();
        output.signals().forEach(signal -> latest.put(signal.joined("dedup_key", "episode"), signal));
        assertThat(rows.query("SELECT concat_ws(' ', dedup_key, episode, sequence, status, reason, id) FROM signals"))
                .containsExactlyInAnyOrderElementsOf(latest.values().stream()
                        .map(signal -> signal.joined("dedup_key", "episode", "sequence", "status", "reason", "id"))
                        .toList());
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
