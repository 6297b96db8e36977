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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real job over the test vectors, compared with the verdicts and signals of an independent implementation. */
class VectorsIT {
    @RegisterExtension
    static final StartedSystem SYSTEM = new StartedSystem();

    private static final double LCP_THRESHOLD = 4000;

    private static final String[] COUNTS = {"verdict", "views", "error_views", "synthetic_samples", "synthetic_failures"
    };
    private static final String[] COUNTS_AND_COLLAPSES = {
        "verdict",
        "views",
        "error_views",
        "synthetic_samples",
        "synthetic_failures",
        "rum_degraded",
        "synthetic_degraded",
        "collapse_since",
        "collapse_width_ms",
        "expected_views",
        "missing_views"
    };

    @ParameterizedTest
    @ValueSource(strings = {"mix-1", "mix-2", "mix-3"})
    void aVectorGivesTheExpectedVerdictsAndSignalsOnTopicsAndInTables(String name) throws Exception {
        TestVector vector = TestVector.load(name);
        try (Stage stage = SYSTEM.stage()) {
            Output output = stage.replay(vector.beacons(), vector.results(), Variant.reference());

            assertVerdicts(vector, output, COUNTS);
            assertSignals(vector, output);
            assertThat(output.of(LocalTopics.DEAD_LETTERS)).isEmpty();
            assertThat(output.of(LocalTopics.LATE_BEACONS)).isEmpty();
            assertThat(output.of(LocalTopics.LATE_RESULTS)).isEmpty();
            assertVerdictTables(output, stage.rows());
            assertThresholds(stage.rows(), "1 0");
            assertSignalTable(output, stage.rows());
            assertThat(stage.rows().query("SELECT sum(views) FROM rum_minutes"))
                    .containsExactly(String.valueOf(vector.beacons().size()));
        }
    }

    @ParameterizedTest
    @CsvSource({"impact-1, 2", "impact-2, 1", "impact-3, 4"})
    void aVectorOfOutagesGivesTheExpectedSizes(String name, int parallelism) throws Exception {
        TestVector vector = TestVector.load(name);
        try (Stage stage = SYSTEM.stage()) {
            Output output = stage.replay(
                    vector.beacons(),
                    vector.results(),
                    Variant.usual().withParallelism(parallelism).withJobOption("verdict.heartbeat-healthy", "1 min"));

            assertVerdicts(vector, output, COUNTS_AND_COLLAPSES);
            assertSignals(vector, output);
            assertIncidentSizes(vector, output);
            assertVerdictTables(output, stage.rows());
            assertThresholds(stage.rows(), "20 0.2");
            assertSignalTable(output, stage.rows());
            assertIncidentTable(output, stage.rows());
        }
    }

    /** The sizes of incidents in the evidence of signals that fire or resolve. */
    private static void assertIncidentSizes(TestVector vector, Output output) {
        List<String> published = new ArrayList<>();
        for (Members signal : output.signals()) {
            if (signal.text("status").equals("resolved") || signal.number("sequence") == 0) {
                long openedAt = millis(signal.text("evidence.incident_opened_at"));
                assertThat(signal.text("incident"))
                        .isEqualTo(signal.joined("tenant", "app", "host").replace(' ', '/') + '/' + openedAt);
                published.add(signal.joined("tenant", "app", "host", "kind", "status")
                        + ' '
                        + openedAt
                        + ' '
                        + signal.joined("evidence.incident_views", "evidence.incident_error_views"));
            }
        }
        assertThat(published)
                .containsExactlyInAnyOrderElementsOf(vector.signals().stream()
                        .map(signal -> signal.joined(
                                "tenant",
                                "app",
                                "host",
                                "kind",
                                "status",
                                "incident_starts_at",
                                "incident_views",
                                "incident_error_views"))
                        .toList());
    }

    /** Each incident that a signal names has one row, which carries the sizes of its last signal or later ones. */
    private static void assertIncidentTable(Output output, StoredRows rows) throws SQLException {
        Map<String, String> ended = new TreeMap<>();
        for (Members signal : output.signals()) {
            if (signal.text("status").equals("resolved")) {
                ended.put(
                        signal.text("incident"),
                        signal.joined(
                                "evidence.incident_views",
                                "evidence.incident_error_views",
                                "evidence.incident_missing_views",
                                "reason"));
            }
        }
        assertThat(rows.query("SELECT concat_ws(' ', concat_ws('/', tenant, app, host,"
                        + " (extract(epoch FROM opened_at) * 1000)::bigint), views, error_views, missing_views, reason)"
                        + " FROM incidents WHERE ended_at IS NOT NULL AND first_kind IS NOT NULL"))
                .containsExactlyInAnyOrderElementsOf(ended.entrySet().stream()
                        .map(incident -> incident.getKey() + ' ' + incident.getValue())
                        .toList());
    }

    private static void assertVerdicts(TestVector vector, Output output, String... counts) {
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
            assertThat(verdict.joined(counts)).as(place).isEqualTo(expected.joined(counts));
            assertThat(verdict.flag("changed")).as(place).isEqualTo(expected.flag("change"));
            assertPercentile(place, expected.has("p75_lcp_ms") ? expected.decimal("p75_lcp_ms") : 0, verdict);
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
        assertThat(rows.query(
                        "SELECT concat_ws(' ', tenant, app, host, (extract(epoch FROM window_end) * 1000)::bigint,"
                                + " verdict, views, synthetic_failures) FROM convergence_minutes"))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(output.verdicts().stream()
                        .filter(verdict -> verdict.number("window_end") % 60_000 == 0)
                        .map(verdict -> verdict.joined(
                                "tenant", "app", "host", "window_end", "verdict", "views", "synthetic_failures"))
                        .toList());
    }

    private static void assertThresholds(StoredRows rows, String minLcpSamplesAndCollapseRatio) throws SQLException {
        assertThat(rows.query("SELECT concat_ws(' ', min_lcp_samples, collapse_ratio) FROM convergence_thresholds"))
                .containsExactly(minLcpSamplesAndCollapseRatio);
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
