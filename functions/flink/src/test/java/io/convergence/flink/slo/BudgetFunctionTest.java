package io.convergence.flink.slo;

import static io.convergence.flink.slo.Objectives.HOUR;
import static io.convergence.flink.slo.Objectives.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.slo.match.BadEventAttribution;
import io.convergence.core.slo.match.EventCounts;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.match.MinuteCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetFunctionTest {
    /** 23:00 UTC. */
    private static final long START = 1_780_700_400_000L;

    private static final SloDefinition FIRST = Objectives.byHost("acme", 1, 990_000);
    private static final SloStart DEFINED = Objectives.start(FIRST);

    /** One input: a partial, an update, or (both null) a watermark. */
    private record Step(
            @Nullable GroupPartial partial, @Nullable SloUpdate update, long watermark) {}

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend(false));
    }

    /**
     * Traffic of two hosts with an outage, late events, an edit of the target, an edit of the SLI, midnight and a day
     * without data. The partials are mutable and become state, so each run needs a script of its own.
     */
    private static List<Step> script() {
        List<Step> steps = new ArrayList<>();
        for (int minute = 0; minute < 80; minute++) {
            long at = START + minute * MINUTE;
            long generation = minute < 60 ? 1 : 2;
            steps.add(partial("h1", generation, at, GroupPartial.ON_TIME, 60, 0));
            steps.add(partial("h2", generation, at, GroupPartial.ON_TIME, 40, minute > 10 && minute < 20 ? 60 : 1));
            if (minute == 25) {
                steps.add(partial("h1", 1, START + 18 * MINUTE, at + MINUTE, 5, 5));
                steps.add(new Step(null, update(1, START + 27 * MINUTE, 1, 980_000), 0));
            }
            if (minute == 58) {
                steps.add(new Step(null, update(2, START + 60 * MINUTE, 2, 980_000), 0));
            }
            steps.add(watermark(at + MINUTE + 5_499));
        }
        for (int hour = 2; hour < 60; hour++) {
            steps.add(watermark(START + hour * HOUR));
        }
        return steps;
    }

    private static SloUpdate update(long offset, long from, long generation, int targetPpm) {
        return new SloUpdate("acme", "availability", from, offset, Objectives.byHost("acme", generation, targetPpm));
    }

    private static Step watermark(long time) {
        return new Step(null, null, time);
    }

    private static Step partial(String host, long generation, long minute, long appliesAt, long good, long bad) {
        BadEventAttribution attribution = new BadEventAttribution();
        for (long i = 0; i < bad; i++) {
            attribution.add("/cart", host, "chrome");
        }
        return new Step(
                new GroupPartial(
                        new GroupKey("acme", "availability", "host=" + host),
                        generation,
                        minute,
                        appliesAt,
                        new MinuteCounts(new EventCounts(good, bad, attribution), new EventCounts())),
                null,
                0);
    }

    private static void step(BudgetHarness harness, Step step) throws Exception {
        GroupPartial partial = step.partial();
        SloUpdate update = step.update();
        if (partial != null) {
            harness.partial(partial);
        } else if (update != null) {
            harness.update(update);
        } else {
            harness.watermark(step.watermark());
        }
    }

    private static List<String> run(List<Step> steps) throws Exception {
        try (BudgetHarness harness = BudgetHarness.start(new HashMapStateBackend(), DEFINED)) {
            for (Step step : steps) {
                step(harness, step);
            }
            return harness.emitted();
        }
    }

    @Test
    void outputIsCountedAndOpenGroupsAreTheGroupsInStateAlsoAfterARestore() throws Exception {
        List<Step> steps = script();
        OperatorSubtaskState state;
        try (BudgetHarness harness = BudgetHarness.start(new HashMapStateBackend(), DEFINED)) {
            for (Step step : steps) {
                step(harness, step);
            }
            assertThat(harness.metrics().gauge("slo.open_groups")).isEqualTo(2);
            List<String> emitted = harness.emitted();
            assertThat(harness.metrics().count("slo.snapshots")).isEqualTo(count(emitted, "SloSnapshot["));
            assertThat(harness.metrics().count("slo.reports")).isEqualTo(count(emitted, "slo-reports "));
            for (String status : List.of("firing", "resolved")) {
                assertThat(harness.metrics().count("slo.kind.status.signals{kind=slo.burn_rate,status=" + status + '}'))
                        .isEqualTo(emitted.stream()
                                .filter(line -> line.contains("status=" + status.toUpperCase(Locale.ROOT)))
                                .count())
                        .isPositive();
            }
            assertThat(harness.metrics().count("slo.no_data_freezes"))
                    .isEqualTo(emitted.stream()
                            .filter(line -> line.contains("reason=NO_DATA_FREEZE"))
                            .count());
            assertThat(harness.metrics().count("slo.restatements")).isPositive();
        }
        try (BudgetHarness harness = BudgetHarness.start(new HashMapStateBackend(), DEFINED)) {
            for (Step step : steps.subList(0, 60)) {
                step(harness, step);
            }
            assertThat(harness.metrics().gauge("slo.open_groups")).isEqualTo(2);
            state = harness.snapshot();
        }
        try (BudgetHarness restored =
                BudgetHarness.restore(new HashMapStateBackend(), DEFINED, 1, 0, state, new ArrayList<>())) {
            assertThat(restored.metrics().gauge("slo.open_groups")).isEqualTo(2);
        }
    }

    private static long count(List<String> emitted, String start) {
        return emitted.stream().filter(line -> line.startsWith(start)).count();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void anOutageFiresAndResolvesRowsAreRestatedAndTheDayIsReported(StateBackend backend) throws Exception {
        try (BudgetHarness harness = BudgetHarness.start(backend, DEFINED)) {
            for (Step step : script()) {
                step(harness, step);
            }
            List<String> signals = harness.emitted().stream()
                    .filter(line -> line.startsWith("burn-signals") && !line.contains("signal=null,"))
                    .toList();
            assertThat(signals.get(0)).contains("host=h2", "sequence=0", "status=FIRING");
            assertThat(signals.get(signals.size() - 1)).contains("host=h2", "status=RESOLVED", "reason=RECOVERED");
            assertThat(signals).filteredOn(line -> line.contains("sequence=0")).hasSize(1);
            assertThat(harness.emitted())
                    .anyMatch(line -> line.startsWith("SloSnapshot") && line.contains("revision=2"));
            assertThat(harness.emitted())
                    .filteredOn(line -> line.contains("kind=DAY"))
                    .hasSize(4);
        }
    }

    @Test
    void noStateIsLeftOnceTheLastReportIsClosed() throws Exception {
        try (BudgetHarness harness = BudgetHarness.start(new HashMapStateBackend(), DEFINED)) {
            for (Step step : script()) {
                step(harness, step);
            }
            assertThat(harness.stateEntries()).isPositive();
            harness.watermark(START + 120 * 24 * HOUR);
            assertThat(harness.stateEntries()).isZero();
            assertThat(harness.metrics().gauge("slo.open_groups")).isEqualTo(0);
            assertThat(harness.timers()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aRestoreAfterEveryStepChangesNothing(StateBackend backend) throws Exception {
        List<String> undisturbed = run(script().subList(0, 200));
        BudgetHarness harness = BudgetHarness.start(backend, DEFINED);
        for (Step step : script().subList(0, 200)) {
            step(harness, step);
            OperatorSubtaskState state = harness.snapshot();
            List<String> emitted = harness.emitted();
            harness.close();
            harness = BudgetHarness.restore(backend, DEFINED, 1, 0, state, emitted);
        }
        harness.close();

        assertThat(harness.emitted()).hasSameSizeAs(undisturbed);
        for (int i = 0; i < undisturbed.size(); i++) {
            assertThat(harness.emitted().get(i)).isEqualTo(undisturbed.get(i));
        }
        assertThat(undisturbed).anyMatch(line -> line.startsWith("burn-signals "));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aRescaleInTheMiddleOfAnOutageChangesNothing(StateBackend backend) throws Exception {
        List<Step> steps = script();
        int middle = 45;
        BudgetHarness before = BudgetHarness.start(backend, DEFINED);
        for (Step step : steps.subList(0, middle)) {
            step(before, step);
        }
        OperatorSubtaskState state = before.snapshot();
        List<String> emitted = new ArrayList<>(before.emitted());
        before.close();
        for (int subtask = 0; subtask < 2; subtask++) {
            OperatorSubtaskState part = BudgetHarness.repartition(state, 1, 2, subtask);
            try (BudgetHarness after = BudgetHarness.restore(backend, DEFINED, 2, subtask, part, emitted)) {
                for (Step step : steps.subList(middle, steps.size())) {
                    if (belongsTo(subtask, step)) {
                        step(after, step);
                    }
                }
            }
        }

        List<String> undisturbed = run(script());
        assertThat(emitted).hasSameSizeAs(undisturbed);
        assertThat(emitted.stream().filter(line -> !undisturbed.contains(line))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4_000})
    void aStaggerThatChangedOverARestoreChangesNoOutput(long stagger) throws Exception {
        List<Step> steps = new ArrayList<>();
        for (int minute = 0; minute < 40; minute++) {
            long at = START + minute * MINUTE;
            steps.add(partial("h1", 1, at, GroupPartial.ON_TIME, 60, 0));
            steps.add(partial("h2", 1, at, GroupPartial.ON_TIME, 40, minute % 20));
            steps.add(watermark(at + MINUTE + 9_999));
        }
        StateBackend backend = new HashMapStateBackend();
        BudgetHarness before = BudgetHarness.start(backend, DEFINED);
        for (Step step : steps.subList(0, 60)) {
            step(before, step);
        }
        OperatorSubtaskState state = before.snapshot();
        List<String> emitted = before.emitted();
        before.close();
        try (BudgetHarness after =
                BudgetHarness.restore(backend, DEFINED, new MinuteSchedule(stagger), state, emitted)) {
            for (Step step : steps.subList(60, steps.size())) {
                step(after, step);
            }
        }

        assertThat(emitted).containsExactlyInAnyOrderElementsOf(run(steps));
    }

    @Test
    void theEndOfTheInputEmitsNothing() throws Exception {
        try (BudgetHarness harness = BudgetHarness.start(new HashMapStateBackend(), DEFINED)) {
            for (Step step : script().subList(0, 60)) {
                step(harness, step);
            }
            int before = harness.emitted().size();
            harness.watermark(Long.MAX_VALUE);
            assertThat(harness.emitted()).hasSize(before);
        }
    }

    @Test
    void groupsBeyondTheBoundAreRefused() throws Exception {
        try (BudgetHarness harness = BudgetHarness.start(new HashMapStateBackend(), DEFINED)) {
            for (int host = 0; host < BudgetHarness.MAX_GROUPS + 2; host++) {
                step(harness, partial("h" + host, 1, START, GroupPartial.ON_TIME, 1, 0));
            }
            harness.watermark(START + MINUTE + 5_500);
            assertThat(harness.emitted()).hasSize(BudgetHarness.MAX_GROUPS);
        }
    }

    @Test
    void aRemovalResolvesAtItsMinute() throws Exception {
        try (BudgetHarness harness = BudgetHarness.start(new HashMapStateBackend(), DEFINED)) {
            step(harness, partial("h1", 1, START, GroupPartial.ON_TIME, 0, 60));
            harness.watermark(START + MINUTE + 5_500);
            harness.update(new SloUpdate("acme", "availability", START + 3 * MINUTE, 1, null));
            harness.watermark(START + 2 * MINUTE + 5_500);
            assertThat(harness.emitted()).noneMatch(line -> line.contains("RESOLVED"));
            harness.watermark(START + 3 * MINUTE + 5_500);
            assertThat(harness.emitted())
                    .anyMatch(line -> line.contains("RESOLVED") && line.contains("DEFINITION_REMOVED"));
        }
    }

    private static boolean belongsTo(int subtask, Step step) {
        GroupPartial partial = step.partial();
        return partial == null || KeyGroupRangeAssignment.assignKeyToParallelOperator(partial.key(), 720, 2) == subtask;
    }
}
