package io.convergence.flink.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.signal.BurnEvidence;
import io.convergence.core.signal.BurningGroup;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.Severity;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.slo.alert.GroupAlert;
import io.convergence.core.slo.budget.WindowCounts;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.evaluate.SloRules;
import io.convergence.flink.metrics.OperatorMetrics;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.GroupKeyFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts of objectives about all their groups, in a Flink harness. */
class ObjectiveAlertFunctionTest {
    private static final long NOON = 1_780_660_800_000L;
    private static final long MINUTE = 60_000;
    private static final SloRules RULES = new SloRules(600_000, 50, 2, 5, 2, 20, 256, EpisodePolicy.DEFAULTS);
    private static final MinuteSchedule SCHEDULE = new MinuteSchedule(500);

    /** The operator with everything that it has emitted, also before restores. */
    private static final class Harness implements AutoCloseable {
        private final KeyedOneInputStreamOperatorTestHarness<GroupKey, GroupAlert, SignalUpdate> harness;
        private final OperatorMetrics metrics;
        private final List<String> emitted;

        Harness(StateBackend backend, @Nullable OperatorSubtaskState state, List<String> emitted) throws Exception {
            this.emitted = emitted;
            harness = new KeyedOneInputStreamOperatorTestHarness<>(
                    new KeyedProcessOperator<>(new ObjectiveAlertFunction(RULES, SCHEDULE)),
                    ObjectiveAlertFunction::keyOf,
                    new FormatTypeInfo<>(new GroupKeyFormat()));
            metrics = OperatorMetrics.of(harness);
            harness.setStateBackend(backend);
            harness.setup();
            if (state != null) {
                harness.initializeState(state);
            }
            harness.open();
        }

        void reports(List<GroupAlert> reports) throws Exception {
            for (GroupAlert report : reports) {
                harness.processElement(report, 0);
            }
            collect();
        }

        /** Passes the evaluation of every budget at the boundary of a minute. */
        void passed(long minute) throws Exception {
            harness.processWatermark(new Watermark(NOON + minute * MINUTE + 5_499));
            collect();
        }

        private void collect() {
            for (SignalUpdate update : harness.extractOutputValues()) {
                emitted.add(line(update));
            }
            harness.getOutput().clear();
        }

        @Override
        public void close() throws Exception {
            harness.close();
        }
    }

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend(false));
    }

    private static String line(SignalUpdate update) {
        long minute = (update.at() - NOON) / MINUTE;
        Signal signal = update.signal();
        if (signal == null) {
            return minute + " end " + update.dedupKey();
        }
        BurnEvidence burn = Objects.requireNonNull(signal.burn());
        return minute + " " + signal.subject().slo() + " " + signal.sequence() + " "
                + signal.status().label() + " " + signal.reason().label() + " "
                + Objects.requireNonNull(burn.groups()).worst().stream()
                        .map(BurningGroup::group)
                        .toList();
    }

    private static GroupAlert report(String slo, String group, long minute, SignalStatus status, long bad) {
        SignalReason reason = status == SignalStatus.FIRING ? SignalReason.THRESHOLD : SignalReason.RECOVERED;
        return new GroupAlert(
                new SignalSubject(
                        "acme",
                        null,
                        null,
                        "shop",
                        slo,
                        group,
                        "page-1h",
                        Severity.CRITICAL,
                        null,
                        null,
                        List.of(),
                        List.of()),
                NOON + minute * MINUTE,
                status,
                reason,
                new BurnEvidence(
                        990_000,
                        72,
                        5,
                        new WindowCounts(3_600_000, 1000 - bad, bad, 1000),
                        new WindowCounts(300_000, 50, 50, 100),
                        new WindowCounts(86_400_000, 9_000, 1_000, 10_000),
                        null));
    }

    private static GroupAlert fires(String group, long minute, long bad) {
        return report("slow", group, minute, SignalStatus.FIRING, bad);
    }

    private static GroupAlert ends(String group, long minute) {
        return report("slow", group, minute, SignalStatus.RESOLVED, 1);
    }

    /** Reports of some groups over twenty minutes, by minute; minute 0 has none. */
    private static List<List<GroupAlert>> story() {
        List<List<GroupAlert>> story = new ArrayList<>();
        for (long minute = 0; minute <= 20; minute++) {
            List<GroupAlert> reports = new ArrayList<>();
            for (int group = 0; group < 4; group++) {
                long from = 2L + group;
                long until = 8 + 2L * group;
                if (minute >= from && minute < until) {
                    reports.add(fires("host=" + group, minute, 100 + 10 * group + minute));
                    reports.add(report("other", "host=" + group, minute, SignalStatus.FIRING, 5));
                } else if (minute == until) {
                    reports.add(ends("host=" + group, minute));
                }
            }
            story.add(reports);
        }
        return story;
    }

    private static List<String> inOrder(StateBackend backend) throws Exception {
        List<String> emitted = new ArrayList<>();
        try (Harness harness = new Harness(backend, null, emitted)) {
            for (int minute = 0; minute <= 20; minute++) {
                harness.reports(story().get(minute));
                harness.passed(minute);
            }
        }
        return emitted;
    }

    @Test
    void nothingIsDecidedOnArrivalNorBeforeTheLastBudgetOfTheBoundaryIsEvaluated() throws Exception {
        List<String> emitted = new ArrayList<>();
        try (Harness harness = new Harness(new HashMapStateBackend(), null, emitted)) {
            harness.reports(List.of(fires("host=a", 1, 100)));
            harness.harness.processWatermark(new Watermark(NOON + MINUTE + 5_498));
            harness.reports(List.of(fires("host=b", 1, 200)));
            assertThat(emitted).isEmpty();
            harness.passed(1);

            assertThat(emitted).containsExactly("1 slow 0 firing threshold [host=b, host=a]");
            assertThat(harness.metrics.count("slo.kind.status.signals{kind=slo.burn_rate,status=firing}"))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aSignalFiresIsRepeatedAndResolvesForEachObjective(StateBackend backend) throws Exception {
        assertThat(inOrder(backend))
                .filteredOn(line -> line.contains("slow"))
                .containsExactly(
                        "2 slow 0 firing threshold [host=0]",
                        "7 slow 1 firing threshold [host=3, host=2, host=1, host=0]",
                        "12 slow 2 firing threshold [host=3]",
                        "14 slow 3 resolved recovered [host=3]");
        assertThat(inOrder(backend)).contains("2 other 0 firing threshold [host=0]");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void reportsThatAreAheadAndInAnyOrderGiveTheSame(long seed) throws Exception {
        Random random = new Random(seed);
        List<GroupAlert> all = new ArrayList<>();
        story().forEach(all::addAll);
        Collections.shuffle(all, random);
        List<String> emitted = new ArrayList<>();
        try (Harness harness = new Harness(new HashMapStateBackend(), null, emitted)) {
            for (int minute = 0; minute <= 20; minute += 1 + random.nextInt(3)) {
                int end = minute + 3;
                List<GroupAlert> ready = all.stream()
                        .filter(report -> report.boundary() <= NOON + end * MINUTE || random.nextInt(4) == 0)
                        .toList();
                all.removeAll(ready);
                harness.reports(ready);
                harness.passed(minute);
            }
            harness.passed(20);
        }

        assertThat(emitted).containsExactlyInAnyOrderElementsOf(inOrder(new HashMapStateBackend()));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aRestoreAtAnyMinuteChangesNothing(StateBackend backend) throws Exception {
        List<String> emitted = new ArrayList<>();
        OperatorSubtaskState state = null;
        for (int minute = 0; minute <= 20; minute++) {
            try (Harness harness = new Harness(backend, state, emitted)) {
                harness.reports(story().get(minute));
                // The snapshot is between the reports of a boundary and its evaluation, or after both.
                if (minute % 2 == 0) {
                    harness.passed(minute);
                }
                state = harness.harness.snapshot(minute, minute);
            }
        }
        try (Harness harness = new Harness(backend, state, emitted)) {
            harness.passed(20);
        }

        assertThat(emitted).containsExactlyInAnyOrderElementsOf(inOrder(backend));
    }

    @Test
    void theStateIsGoneADayAfterTheResolve() throws Exception {
        List<String> emitted = new ArrayList<>();
        try (Harness harness = new Harness(new HashMapStateBackend(), null, emitted)) {
            harness.reports(List.of(fires("host=a", 1, 100)));
            harness.passed(1);
            harness.reports(List.of(ends("host=a", 2)));
            harness.passed(2);
            assertThat(harness.harness.numKeyedStateEntries()).isPositive();
            harness.passed(2 + 1440);

            assertThat(emitted)
                    .endsWith((2 + 1440) + " end acme/slo.burn_rate/slow/(groups)/page-1h")
                    .hasSize(3);
            assertThat(harness.harness.numKeyedStateEntries()).isZero();
            assertThat(harness.harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void theEndOfTheInputResolvesNothing() throws Exception {
        List<String> emitted = new ArrayList<>();
        try (Harness harness = new Harness(new HashMapStateBackend(), null, emitted)) {
            harness.reports(List.of(fires("host=a", 1, 100)));
            harness.passed(1);
            harness.harness.processWatermark(Watermark.MAX_WATERMARK);
            harness.collect();

            assertThat(emitted).hasSize(1);
        }
    }
}
