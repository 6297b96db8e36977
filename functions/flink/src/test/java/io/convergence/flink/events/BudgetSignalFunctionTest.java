package io.convergence.flink.events;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.rollup.BudgetedValue;
import io.convergence.core.rollup.PerformanceBudgetRule;
import io.convergence.core.rollup.VitalPage;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.LatchRule;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.signal.VitalEvidence;
import io.convergence.flink.state.FormatTypeInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetSignalFunctionTest {
    private static final long MINUTE = 60_000;
    private static final long START = 1_700_000_040_000L;
    private static final long DAY = 86_400_000;
    private static final VitalPage PAGE = new VitalPage("acme", "shop", "h", "lcp", "/cart");

    @Test
    void aBudgetThatIsExceededFiresIsRepeatedAndIsResolvedWithoutValues() throws Exception {
        try (Harness harness = open(new HashMapStateBackend(), null)) {
            for (int i = 0; i < 20; i++) {
                harness.processElement(value(START + i, START, i < 5 ? 3000 : 2000, 1), 0);
            }
            harness.processWatermark(START + MINUTE - 2);
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.processWatermark(START + MINUTE - 1);
            harness.processWatermark(START + 16 * MINUTE);

            assertThat(lines(harness))
                    .containsExactly(
                            "1 firing 0 threshold 20 5",
                            "6 firing 1 threshold 20 5",
                            "11 firing 2 threshold 20 5",
                            "16 resolved 3 no_data 0 0");
            VitalEvidence evidence = requireNonNull(signals(harness).get(0).vital());
            assertThat(evidence.budget()).isEqualTo(2500.0);
            assertThat(evidence.p75()).isBetween(2970.0, 3030.0);
            assertThat(signals(harness).get(0).dedupKey()).isEqualTo("acme/rum.budget_exceeded/shop/h/lcp:/cart");

            harness.processWatermark(START + 16 * MINUTE + DAY - 2);
            assertThat(harness.extractOutputValues()).hasSize(4);
            harness.processWatermark(START + 16 * MINUTE + DAY - 1);
            SignalUpdate last = harness.extractOutputValues().get(4);
            assertThat(last.signal()).isNull();
            assertThat(last.dedupKey()).isEqualTo("acme/rum.budget_exceeded/shop/h/lcp:/cart");
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void aRestatedValueMovesExactlyFromTheMinuteAfterItsReportOn() throws Exception {
        try (Harness harness = open(new HashMapStateBackend(), null)) {
            for (int i = 0; i < 20; i++) {
                harness.processElement(value(START + i, START, i < 5 ? 3000 : 2000, 1), 0);
            }
            // The report of the next minute has been read before the boundary is evaluated.
            harness.processElement(value(START + 70_000, START, 3000, -1), 0);
            harness.processElement(value(START + 70_000, START, 2000, 1), 0);
            harness.processWatermark(START + 2 * MINUTE);
            assertThat(lines(harness)).containsExactly("1 firing 0 threshold 20 5", "2 resolved 1 recovered 20 4");
        }
    }

    @Test
    void aValueThatComesAfterAllWindowsOfItsMinuteLeavesNothing() throws Exception {
        try (Harness harness = open(new HashMapStateBackend(), null)) {
            harness.processWatermark(START + 15 * MINUTE - 1);
            for (int i = 0; i < 20; i++) {
                harness.processElement(value(START + i, START, 3000, 1), 0);
            }
            assertThat(harness.numKeyedStateEntries()).isZero();
            for (int i = 0; i < 20; i++) {
                harness.processElement(value(START + MINUTE + i, START + MINUTE, 3000, 1), 0);
            }
            harness.processWatermark(START + 16 * MINUTE - 1);
            assertThat(lines(harness)).containsExactly("16 firing 0 threshold 20 20");
        }
    }

    @Test
    void theEndOfTheInputResolvesNothing() throws Exception {
        try (Harness harness = open(new HashMapStateBackend(), null)) {
            for (int i = 0; i < 20; i++) {
                harness.processElement(value(START + i, START, 3000, 1), 0);
            }
            harness.processWatermark(START + MINUTE);
            harness.processWatermark(Long.MAX_VALUE);
            assertThat(lines(harness)).containsExactly("1 firing 0 threshold 20 20");
        }
    }

    /** Whatever the order of reports, and wherever the operator is killed and restored, the signals are the same. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void orderAndRestoresChangeNothing(boolean onDisk) throws Exception {
        List<BudgetedValue> values = new ArrayList<>();
        Random random = new Random(7);
        for (int minute = 0; minute < 40; minute++) {
            for (int i = 0; i < 4; i++) {
                long start = START + minute * MINUTE;
                double first = random.nextInt(5_000);
                values.add(value(start + random.nextInt(60_000), start, first, 1));
                if (random.nextBoolean()) {
                    long at = start + MINUTE + random.nextInt(120_000);
                    values.add(value(at, start, first, -1));
                    values.add(value(at, start, random.nextInt(minute < 20 ? 8_000 : 2_500), 1));
                }
            }
        }
        List<String> expected = run(values, new HashMapStateBackend(), 0, random);
        assertThat(expected).hasSizeGreaterThan(3);
        for (int run = 0; run < 3; run++) {
            StateBackend backend = onDisk ? new EmbeddedRocksDBStateBackend(false) : new HashMapStateBackend();
            assertThat(run(values, backend, 5 + 3 * run, random)).isEqualTo(expected);
        }
    }

    /** The signals of values that are shuffled within what is read before each watermark. */
    private static List<String> run(List<BudgetedValue> values, StateBackend backend, int restoreEvery, Random random)
            throws Exception {
        List<String> lines = new ArrayList<>();
        Harness harness = open(backend, null);
        for (int step = 1; step <= 60; step++) {
            long until = START + step * MINUTE;
            List<BudgetedValue> read = new ArrayList<>(values.stream()
                    .filter(value -> value.at() < until && value.at() >= until - MINUTE)
                    .toList());
            Collections.shuffle(read, random);
            for (BudgetedValue value : read) {
                harness.processElement(value, value.at());
            }
            harness.processWatermark(until - 1);
            if (restoreEvery > 0 && step % restoreEvery == 0) {
                lines.addAll(lines(harness));
                OperatorSubtaskState state = harness.snapshot(step, step);
                harness.close();
                harness = open(backend, state);
            }
        }
        lines.addAll(lines(harness));
        harness.close();
        return lines;
    }

    private static BudgetedValue value(long at, long minute, double value, int sign) {
        return new BudgetedValue(PAGE, minute, at, value, 2500, sign);
    }

    private static List<Signal> signals(Harness harness) {
        return harness.extractOutputValues().stream()
                .map(update -> requireNonNull(update.signal()))
                .toList();
    }

    /** The signals as {@code minute status sequence reason samples exceeding}. */
    private static List<String> lines(Harness harness) {
        return signals(harness).stream()
                .map(signal -> "%d %s %d %s %d %d"
                        .formatted(
                                (signal.occurredAt() - START) / MINUTE,
                                signal.status().label(),
                                signal.sequence(),
                                signal.reason().label(),
                                requireNonNull(signal.vital()).samples(),
                                signal.vital().exceeding()))
                .toList();
    }

    private static Harness open(StateBackend backend, @Nullable OperatorSubtaskState state) throws Exception {
        Harness harness = new Harness();
        harness.setStateBackend(backend);
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private static final class Harness
            extends KeyedOneInputStreamOperatorTestHarness<VitalPage, BudgetedValue, SignalUpdate> {
        Harness() throws Exception {
            super(
                    new KeyedProcessOperator<>(new BudgetSignalFunction(
                            PerformanceBudgetRule.DEFAULTS, new LatchRule(EpisodePolicy.DEFAULTS))),
                    BudgetedValue::key,
                    new FormatTypeInfo<>(new VitalPageFormat()));
        }
    }
}
