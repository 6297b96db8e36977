package io.convergence.flink.converge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.convergence.ConvergenceRule;
import io.convergence.core.convergence.HostRules;
import io.convergence.core.convergence.Thresholds;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.EpisodeRule;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.verdict.Verdict;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.WindowSpec;
import io.convergence.flink.metrics.OperatorMetrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvergeFunctionTest {
    private static final long START = ConvergeScript.START;
    private static final List<ConvergeScript.Step> SCRIPT = ConvergeScript.outageAndSilence();

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend(false));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void anOutageFiresIsReassertedAndResolvesAndNoTimerIsLeft(StateBackend backend) throws Exception {
        try (ConvergeHarness harness = ConvergeHarness.start(backend)) {
            for (ConvergeScript.Step step : SCRIPT) {
                harness.step(step);
            }
            List<String> signals = harness.emitted().stream()
                    .filter(line -> line.startsWith("signals ") && !line.contains("signal=null,"))
                    .filter(line -> line.contains("host=host0"))
                    .toList();
            assertThat(signals).hasSizeGreaterThanOrEqualTo(3);
            assertThat(signals.get(0)).contains("sequence=0", "status=FIRING", "reason=THRESHOLD");
            assertThat(signals.get(signals.size() - 1)).contains("status=RESOLVED");
            // When all views stop, the hosts that had no outage collapse as well.
            assertThat(harness.emitted())
                    .anyMatch(line -> line.contains("host=host1") && line.contains("reason=TRAFFIC_COLLAPSE"));
            assertThat(harness.emitted())
                    .filteredOn(line -> line.endsWith("verdict=null]"))
                    .hasSize(3);
            assertThat(harness.emitted())
                    .filteredOn(line -> line.contains("signal=null,"))
                    .isNotEmpty();
            assertThat(harness.timers()).isZero();
        }
    }

    @Test
    void verdictsAndSignalsAreCounted() throws Exception {
        try (ConvergeHarness harness = ConvergeHarness.start(new HashMapStateBackend())) {
            for (ConvergeScript.Step step : SCRIPT) {
                harness.step(step);
            }
            OperatorMetrics metrics = harness.metrics();
            List<String> verdicts = emitted(harness, "VerdictUpdate[", "verdict=VerdictRecord[");
            assertThat(metrics.count("convergence.verdicts")).isEqualTo(verdicts.size());
            for (Verdict verdict : Verdict.values()) {
                String label = verdict.name().toLowerCase(Locale.ROOT);
                assertThat(metrics.count("convergence.verdict.verdict_changes{verdict=" + label + '}'))
                        .as(label)
                        .isEqualTo(verdicts.stream()
                                .filter(line ->
                                        line.contains("Decision[verdict=" + verdict) && line.contains("changed=true"))
                                .count());
            }
            for (SignalKind kind : List.of(SignalKind.USER_IMPACT_CORRELATED, SignalKind.USER_IMPACT_UNSEEN)) {
                for (SignalStatus status : SignalStatus.values()) {
                    String labels = "{kind=" + kind.label() + ",status=" + status.label() + '}';
                    assertThat(metrics.count("convergence.kind.status.signals" + labels))
                            .as(labels)
                            .isEqualTo(emitted(harness, "signals ", "kind=" + kind, "status=" + status)
                                    .size());
                }
            }
            assertThat(emitted(harness, "signals ", "status=RESOLVED")).isNotEmpty();
        }
    }

    @Test
    void lateAndRepeatedInputIsCountedByTenant() throws Exception {
        try (ConvergeHarness harness = ConvergeHarness.start(new HashMapStateBackend())) {
            harness.step(ConvergeScript.bundle("h", START, 5, 0));
            harness.step(ConvergeScript.result("h", "r", START + 1_000, true));
            harness.step(ConvergeScript.result("h", "r", START + 1_000, true));
            harness.step(ConvergeScript.result("h", "r", START + 2_000, true));
            harness.step(ConvergeScript.watermark(START + 60_499));
            harness.step(ConvergeScript.bundle("h", START + 10_000, 3, 0));
            harness.step(ConvergeScript.result("h", "s", START + 10_000, true));

            assertThat(harness.metrics().count("convergence.duplicate_results")).isEqualTo(2);
            assertThat(harness.metrics().count("convergence.tenant.late_views{tenant=acme}"))
                    .isEqualTo(3);
            assertThat(harness.metrics().count("convergence.tenant.late_results{tenant=acme}"))
                    .isOne();
        }
    }

    @Test
    void theLagOfAnEvaluationIsMeasuredByWatermarkAndClock() throws Exception {
        try (ConvergeHarness harness = ConvergeHarness.start(new HashMapStateBackend())) {
            harness.step(ConvergeScript.bundle("h", START, 5, 0));
            harness.clock(START + 16_001);
            harness.step(ConvergeScript.watermark(START + 10_799));

            OperatorMetrics metrics = harness.metrics();
            assertThat(metrics.count("convergence.evaluations")).isOne();
            assertThat(metrics.gauge("convergence.evaluation_watermark_lag_seconds"))
                    .isEqualTo(0.8);
            assertThat(metrics.count("convergence.le.evaluation_lag_seconds_bucket{le=6}"))
                    .isZero();
            assertThat(metrics.count("convergence.le.evaluation_lag_seconds_bucket{le=7}"))
                    .isOne();
            assertThat(metrics.gauge("convergence.evaluation_lag_seconds_sum")).isEqualTo(6.001);
        }
    }

    @Test
    void openWindowsAreTheHostsInStateAlsoAfterARescale() throws Exception {
        StateBackend backend = new HashMapStateBackend();
        OperatorSubtaskState state;
        List<String> emitted;
        try (ConvergeHarness harness = ConvergeHarness.start(backend)) {
            for (ConvergeScript.Step step : SCRIPT.subList(0, 100)) {
                harness.step(step);
            }
            assertThat(harness.metrics().gauge("convergence.open_windows")).isEqualTo(3);
            state = harness.snapshot();
            emitted = harness.emitted();
        }
        try (ConvergeHarness one = ConvergeHarness.restore(
                        backend, 2, 0, ConvergeHarness.repartition(state, 1, 2, 0), new ArrayList<>(emitted));
                ConvergeHarness other = ConvergeHarness.restore(
                        backend, 2, 1, ConvergeHarness.repartition(state, 1, 2, 1), new ArrayList<>(emitted))) {
            assertThat(openWindows(one) + openWindows(other)).isEqualTo(3);
            for (ConvergeScript.Step step : SCRIPT.subList(100, SCRIPT.size())) {
                if (step.bundle() == null && step.result() == null) {
                    one.step(step);
                    other.step(step);
                }
            }
            assertThat(one.stateEntries() + other.stateEntries()).isZero();
            assertThat(openWindows(one) + openWindows(other)).isZero();
        }
    }

    private static int openWindows(ConvergeHarness harness) {
        return (int) harness.metrics().gauge("convergence.open_windows");
    }

    private static List<String> emitted(ConvergeHarness harness, String start, String... parts) {
        return harness.emitted().stream()
                .filter(line -> line.startsWith(start) && Stream.of(parts).allMatch(line::contains))
                .toList();
    }

    @Test
    void noStateIsLeftAfterADayWithoutData() throws Exception {
        try (ConvergeHarness harness = ConvergeHarness.start(new HashMapStateBackend())) {
            for (ConvergeScript.Step step : SCRIPT.subList(0, 100)) {
                harness.step(step);
            }
            assertThat(harness.stateEntries()).isPositive();
            for (ConvergeScript.Step step : SCRIPT.subList(100, SCRIPT.size())) {
                harness.step(step);
            }
            assertThat(harness.stateEntries()).isZero();
        }
    }

    @Test
    void theOrderOfViewsAndResultsWithinAWatermarkChangesNothing() throws Exception {
        List<ConvergeScript.Step> resultsFirst = new ArrayList<>();
        List<ConvergeScript.Step> viewsFirst = new ArrayList<>();
        List<ConvergeScript.Step> span = new ArrayList<>();
        for (ConvergeScript.Step step : SCRIPT) {
            span.add(step);
            if (step.bundle() == null && step.result() == null) {
                span.sort(Comparator.comparing(s -> s.result() == null));
                span.sort(Comparator.comparing(s -> s.bundle() == null && s.result() == null));
                resultsFirst.addAll(span);
                span.sort(Comparator.comparing(s -> s.bundle() == null));
                span.sort(Comparator.comparing(s -> s.bundle() == null && s.result() == null));
                viewsFirst.addAll(span);
                span.clear();
            }
        }

        assertThat(run(resultsFirst)).isEqualTo(run(SCRIPT)).isEqualTo(run(viewsFirst));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aRestoreAfterEveryStepChangesNothing(StateBackend backend) throws Exception {
        List<ConvergeScript.Step> steps = SCRIPT.subList(0, 160);
        List<String> undisturbed = run(steps);
        ConvergeHarness harness = ConvergeHarness.start(backend);
        for (ConvergeScript.Step step : steps) {
            harness.step(step);
            OperatorSubtaskState state = harness.snapshot();
            List<String> emitted = harness.emitted();
            harness.close();
            harness = ConvergeHarness.restore(backend, 1, 0, state, emitted);
        }
        harness.close();

        assertThat(harness.emitted()).isEqualTo(undisturbed);
        assertThat(undisturbed).anyMatch(line -> line.startsWith("signals "));
    }

    /** Caches for no host, for a host until it grows, for one or two of three, and for all. */
    @ParameterizedTest
    @ValueSource(longs = {0, 4_000, 9_000, 20_000, 40_000, 1_000_000})
    void checkpointsContainCachedHosts(long cacheBytes) throws Exception {
        StateBackend backend = new EmbeddedRocksDBStateBackend(false);
        List<ConvergeScript.Step> steps = SCRIPT.subList(0, 400);
        ConvergeHarness harness = ConvergeHarness.restore(backend, cacheBytes, null, new ArrayList<>());
        for (int at = 0; at < steps.size(); at++) {
            harness.step(steps.get(at));
            if (at % 5 == 4) {
                OperatorSubtaskState state = harness.snapshot();
                if (at % 15 == 14) {
                    List<String> emitted = harness.emitted();
                    harness.close();
                    harness = ConvergeHarness.restore(backend, cacheBytes, state, emitted);
                }
            }
        }
        harness.close();

        // Hosts that are due at the same time are evaluated in any order.
        assertThat(byHost(harness.emitted())).isEqualTo(byHost(run(steps)));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aRescaleInTheMiddleOfAnIncidentChangesNothing(StateBackend backend) throws Exception {
        int middle = SCRIPT.size() / 3;
        ConvergeHarness before = ConvergeHarness.start(backend);
        for (ConvergeScript.Step step : SCRIPT.subList(0, middle)) {
            before.step(step);
        }
        OperatorSubtaskState state = before.snapshot();
        List<String> emitted = new ArrayList<>(before.emitted());
        before.close();
        for (int subtask = 0; subtask < 2; subtask++) {
            OperatorSubtaskState part = ConvergeHarness.repartition(state, 1, 2, subtask);
            try (ConvergeHarness after = ConvergeHarness.restore(backend, 2, subtask, part, emitted)) {
                for (ConvergeScript.Step step : SCRIPT.subList(middle, SCRIPT.size())) {
                    if (belongsTo(subtask, step)) {
                        after.step(step);
                    }
                }
                assertThat(after.timers()).isZero();
            }
        }

        assertThat(emitted).containsExactlyInAnyOrderElementsOf(run(SCRIPT));
    }

    @Test
    void theEndOfTheInputEmitsNothing() throws Exception {
        try (ConvergeHarness harness = ConvergeHarness.start(new HashMapStateBackend())) {
            for (ConvergeScript.Step step : SCRIPT.subList(0, 120)) {
                harness.step(step);
            }
            int before = harness.emitted().size();
            harness.step(ConvergeScript.watermark(Long.MAX_VALUE));

            assertThat(harness.emitted()).hasSize(before);
            assertThat(before).isPositive();
        }
    }

    @Test
    void evaluatedSlicesStayClosedAfterARestoreWithoutAWatermark() throws Exception {
        long start = ConvergeScript.START;
        ConvergeHarness harness = ConvergeHarness.start(new HashMapStateBackend());
        harness.step(ConvergeScript.bundle("host0", start, 5, 0));
        harness.step(ConvergeScript.watermark(start + 60_000));
        OperatorSubtaskState state = harness.snapshot();
        harness.close();
        try (ConvergeHarness restored =
                ConvergeHarness.restore(new HashMapStateBackend(), 1, 0, state, new ArrayList<>())) {
            restored.step(ConvergeScript.bundle("host0", start, 1, 1));
            restored.step(ConvergeScript.result("host0", "a", start + 1, false));

            assertThat(restored.emitted()).hasSize(2);
            assertThat(restored.emitted().get(0)).startsWith("late-beacons ").contains("views=1", "errorViews=1");
            assertThat(restored.emitted().get(1)).startsWith("late-results ");
            restored.step(ConvergeScript.watermark(start + 120_500));
            assertThat(restored.emitted().get(2)).contains("ViewCounts[total=6", "CheckCounts[results=1");
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aThresholdThatChangedOverARestoreAppliesToEarlierViewsToo(StateBackend backend) throws Exception {
        long start = ConvergeScript.START;
        OperatorSubtaskState state;
        try (ConvergeHarness harness = ConvergeHarness.start(backend)) {
            harness.step(ConvergeScript.bundle("host0", start, 25, 0));
            harness.step(ConvergeScript.watermark(start + 60_500));
            assertThat(harness.emitted())
                    .as("a change, a heartbeat and its minute")
                    .hasSize(3)
                    .allMatch(emitted -> emitted.contains("verdict=HEALTHY"));
            state = harness.snapshot();
        }
        // The LCP of its views is 1200 ms.
        try (ConvergeHarness restored = ConvergeHarness.restore(backend, rules(ConvergeScript.WINDOW, 1000), state)) {
            restored.step(ConvergeScript.watermark(start + 120_500));
            assertThat(restored.emitted()).anyMatch(emitted -> emitted.contains("verdict=USER_ONLY_SYNTHETIC_BLIND"));
            state = restored.snapshot();
        }
        try (ConvergeHarness back = ConvergeHarness.restore(backend, rules(ConvergeScript.WINDOW, 4000), state)) {
            back.step(ConvergeScript.watermark(start + 180_500));
            assertThat(back.emitted())
                    .anyMatch(emitted -> emitted.contains("verdict=HEALTHY"))
                    .anyMatch(emitted -> emitted.contains("RESOLVED"));
        }
    }

    @Test
    void windowsThatChangedOverARestoreAreRefused() throws Exception {
        OperatorSubtaskState state;
        try (ConvergeHarness harness = ConvergeHarness.start(new HashMapStateBackend())) {
            state = harness.snapshot();
        }
        for (WindowSpec other : List.of(new WindowSpec(600_000, 10_000), new WindowSpec(900_000, 5_000))) {
            assertThatThrownBy(() -> ConvergeHarness.restore(new HashMapStateBackend(), rules(other, 4000), state))
                    .hasStackTraceContaining("window.size and window.slide cannot change over a savepoint");
        }
    }

    private static HostRules rules(WindowSpec window, double lcpThreshold) {
        Thresholds usual = Thresholds.DEFAULTS;
        Thresholds changed = new Thresholds(
                usual.minViews(),
                usual.errorRate(),
                lcpThreshold,
                1,
                usual.minSamples(),
                usual.failureRatio(),
                usual.minFailingLocations(),
                usual.recentChecksMillis(),
                usual.recentChecksSamples());
        return new HostRules(
                window,
                new ConvergenceRule(changed),
                ConvergeScript.RULES.collapse(),
                new EpisodeRule(EpisodePolicy.REFERENCE),
                ConvergeScript.RULES.heartbeats(),
                ConvergeScript.RULES.bounds());
    }

    private static List<String> run(List<ConvergeScript.Step> steps) throws Exception {
        try (ConvergeHarness harness = ConvergeHarness.start(new HashMapStateBackend())) {
            for (ConvergeScript.Step step : steps) {
                harness.step(step);
            }
            return harness.emitted();
        }
    }

    /** What was emitted for each host of the script, in order. */
    private static Map<String, List<String>> byHost(List<String> emitted) {
        Pattern host = Pattern.compile("host\\d");
        return emitted.stream()
                .collect(Collectors.groupingBy(line ->
                        host.matcher(line).results().findFirst().orElseThrow().group()));
    }

    private static boolean belongsTo(int subtask, ConvergeScript.Step step) {
        HostKey key = null;
        if (step.bundle() != null) {
            key = step.bundle().key();
        } else if (step.result() != null) {
            key = new HostKey(step.result().tenant(), step.result().host());
        }
        return key == null
                || KeyGroupRangeAssignment.assignKeyToParallelOperator(key, ConvergeHarness.MAX_PARALLELISM, 2)
                        == subtask;
    }
}
