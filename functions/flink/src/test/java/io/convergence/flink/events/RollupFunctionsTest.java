package io.convergence.flink.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.error.ErrorGroup;
import io.convergence.core.error.ErrorMinute;
import io.convergence.core.error.ErrorOccurrence;
import io.convergence.core.rollup.Measurement;
import io.convergence.core.rollup.MetricMinute;
import io.convergence.core.rollup.MetricMinuteRule;
import io.convergence.core.rollup.MetricRowKey;
import io.convergence.core.window.MinuteKey;
import io.convergence.flink.rollup.MetricMinuteOperator;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.MinuteKeyFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RollupFunctionsTest {
    private static final long MINUTE = 1_700_000_040_000L;
    private static final MinuteKey KEY = new MinuteKey("acme", "shop", "h", MINUTE);

    @Test
    void aMinuteIsEmittedEveryTenSecondsAtItsCloseAndWhenItIsRestated() throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<MinuteKey, Measurement, MetricMinute> harness = minutes(2)) {
            harness.processElement(lcp("/a", 1000), MINUTE);
            harness.processWatermark(MINUTE + 9_999);
            assertThat(latest(harness.extractOutputValues(), "/a").samples()).isEqualTo(1);
            harness.processElement(lcp("/a", 3000), MINUTE + 20_000);
            harness.processWatermark(MINUTE + 60_000);
            assertThat(latest(harness.extractOutputValues(), "/a").samples()).isEqualTo(2);
            harness.processElement(lcp("/a", 3000).removed(), MINUTE + 70_000);
            harness.processElement(lcp("/a", 1000), MINUTE + 70_000);
            harness.processWatermark(MINUTE + 90_000);
            MetricMinute row = latest(harness.extractOutputValues(), "/a");
            assertThat(row.samples()).isEqualTo(2);
            assertThat(row.good()).isEqualTo(2);
            assertThat(row.revision()).isEqualTo(4);

            harness.processWatermark(MINUTE + 2_500_000);
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void aMinuteIsEmittedOnceAMinuteWhileTheJobReadsABacklogAndNothingIsMissing() throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<MinuteKey, Measurement, MetricMinute> harness = minutes(2)) {
            harness.setProcessingTime(MINUTE + 600_000);
            for (int step = 0; step < 5; step++) {
                harness.processElement(lcp("/a", 1000), MINUTE + step * 10_000L);
                harness.processWatermark(MINUTE + step * 10_000L + 9_999);
            }
            assertThat(samplesAndRestated(harness)).isEmpty();
            harness.processWatermark(MINUTE + 59_999);
            assertThat(samplesAndRestated(harness)).containsExactly("5 false");

            harness.processElement(lcp("/a", 1000), MINUTE + 61_000);
            harness.processWatermark(MINUTE + 69_999);
            assertThat(samplesAndRestated(harness)).containsExactly("5 false");
            harness.processWatermark(MINUTE + 119_999);
            assertThat(samplesAndRestated(harness)).containsExactly("5 false", "6 true");

            // The rest of the backlog has been read.
            harness.processElement(lcp("/a", 1000), MINUTE + 121_000);
            harness.processWatermark(MINUTE + 599_000);
            harness.processElement(lcp("/a", 1000), MINUTE + 599_000);
            harness.processWatermark(MINUTE + 599_999);
            assertThat(samplesAndRestated(harness)).containsExactly("5 false", "6 true", "7 true", "8 true");
        }
    }

    /** Samples of the rows of a page that were emitted, and whether each restates an earlier one. */
    private static List<String> samplesAndRestated(
            KeyedOneInputStreamOperatorTestHarness<MinuteKey, Measurement, MetricMinute> harness) {
        return harness.extractOutputValues().stream()
                .filter(row -> row.row().value().equals("/a"))
                .map(row -> row.samples() + " " + row.restated())
                .toList();
    }

    @Test
    void pagesBeyondTheBoundShareARowAndCountOnce() throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<MinuteKey, Measurement, MetricMinute> harness = minutes(2)) {
            harness.processElement(lcp("/c", 1000), MINUTE);
            harness.processElement(lcp("/b", 1000), MINUTE);
            harness.processWatermark(MINUTE + 9_999);
            for (int i = 0; i < 2; i++) {
                harness.processElement(lcp("/a", 1000), MINUTE + 20_000);
            }
            harness.processWatermark(MINUTE + 60_000);
            harness.processElement(lcp("/d", 1000), MINUTE + 61_000);
            harness.processWatermark(MINUTE + 80_000);

            List<MetricMinute> rows = harness.extractOutputValues();
            assertThat(latest(rows, "/a").samples()).isEqualTo(2);
            assertThat(latest(rows, "/b").samples()).isEqualTo(1);
            assertThat(latest(rows, "/c").samples()).isZero();
            assertThat(latest(rows, MetricMinuteRule.OTHER).samples()).isEqualTo(2);
        }
    }

    /** On objects, and on bytes with caches for no minute and for all. */
    static Stream<Arguments> backends() {
        return Stream.of(
                Arguments.of(new HashMapStateBackend(), 0L),
                Arguments.of(new EmbeddedRocksDBStateBackend(false), 0L),
                Arguments.of(new EmbeddedRocksDBStateBackend(false), 1_000_000L));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aMinuteWithManyRowsIsCountedWhereverTheJobIsRestored(StateBackend backend, long cacheBytes) throws Exception {
        int pages = 300;
        List<MetricMinute> rows = new ArrayList<>();
        OperatorSubtaskState state = null;
        for (int part = 0; part < 4; part++) {
            try (KeyedOneInputStreamOperatorTestHarness<MinuteKey, Measurement, MetricMinute> harness =
                    minutes(2, backend, cacheBytes, state)) {
                for (int i = part * 100; part < 3 && i < part * 100 + 100; i++) {
                    harness.processElement(lcp("/" + i % pages, 1000), MINUTE);
                    harness.processElement(lcp("/7", 3000), MINUTE);
                }
                harness.processWatermark(MINUTE + part * 10_000L + (part < 3 ? 0 : 60_000));
                rows.addAll(harness.extractOutputValues());
                state = harness.snapshot(part, part);
            }
        }

        assertThat(latest(rows, "/7").samples()).isEqualTo(301);
        assertThat(latest(rows, "/0").samples()).isEqualTo(1);
        assertThat(latest(rows, MetricMinuteRule.OTHER).samples()).isEqualTo(298);
        MetricMinute all = last(
                rows.stream().filter(row -> row.row().dimension().equals("all")).toList());
        assertThat(all.samples()).isEqualTo(600);
        assertThat(all.good()).isEqualTo(300);
    }

    @Test
    void metricsAndRowsBeyondTheirBoundsAreDropped() throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<MinuteKey, Measurement, MetricMinute> harness = minutes(2)) {
            for (int i = 0; i < 5; i++) {
                harness.processElement(
                        new Measurement(KEY, "custom" + i, true, "mobile", Map.of(), 1.0, 1000, 1), MINUTE);
            }
            harness.processWatermark(MINUTE + 60_000);
            assertThat(harness.extractOutputValues().stream()
                            .map(row -> row.row().metric()))
                    .containsOnly("custom0", "custom1", "custom2");
        }
    }

    @Test
    void aGroupIsNewAgainAfterThirtyDaysAndLeavesNothing() throws Exception {
        long days30 = 30L * 86_400_000;
        try (KeyedOneInputStreamOperatorTestHarness<String, ErrorOccurrence, ErrorGroup> harness = groups(days30)) {
            for (int i = 0; i < 4; i++) {
                harness.processElement(error("e" + i, MINUTE + i * 30_000L, i == 0), MINUTE);
            }
            harness.processWatermark(MINUTE + 130_000);
            assertThat(last(harness.extractOutputValues()).count()).isEqualTo(4);
            Map<Long, Long> counts = new HashMap<>();
            harness.getSideOutput(SessionOutputs.ERROR_MINUTES).forEach(element -> {
                ErrorMinute minute = element.getValue();
                counts.merge(minute.minute(), minute.count(), Math::max);
            });
            assertThat(counts).isEqualTo(Map.of(MINUTE, 2L, MINUTE + 60_000, 2L));

            harness.processWatermark(MINUTE + days30 + 90_000);
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
            harness.processElement(error("e9", MINUTE + days30 + 100_000, true), MINUTE);
            harness.processWatermark(MINUTE + days30 + 200_000);
            assertThat(last(harness.extractOutputValues()).count()).isEqualTo(1);
        }
    }

    /** Partitions of a backlog are not read evenly. */
    @Test
    void errorsAreCountedInTheOrderOfTheirReceiptWhateverTheOrderOfTheirArrival() throws Exception {
        try (KeyedOneInputStreamOperatorTestHarness<String, ErrorOccurrence, ErrorGroup> harness =
                groups(30L * 86_400_000)) {
            harness.processElement(error("e4", MINUTE + 1_800_000, false), MINUTE);
            harness.processElement(error("e2", MINUTE + 1_000, false), MINUTE);
            harness.processElement(error("e1", MINUTE + 1_000, true), MINUTE);
            harness.processWatermark(MINUTE + 999);
            assertThat(harness.getSideOutput(SessionOutputs.GROUPED_ERRORS)).isNull();
            harness.processWatermark(MINUTE + 3_000);
            harness.processElement(error("e3", MINUTE + 2_000, false), MINUTE);
            harness.processWatermark(MINUTE + 1_800_000);
            assertThat(harness.getSideOutput(SessionOutputs.GROUPED_ERRORS))
                    .extracting(element -> element.getValue().occurrence().id() + " "
                            + (element.getValue().groupFirst() - MINUTE))
                    .containsExactly("e1 1000", "e2 1000", "e3 1000", "e4 1000");
        }
    }

    private static <T> T last(List<T> values) {
        return values.get(values.size() - 1);
    }

    private static MetricMinute latest(List<MetricMinute> rows, String page) {
        return last(rows.stream()
                .filter(row -> row.row().equals(new MetricRowKey("lcp", "mobile", "page", page)))
                .toList());
    }

    private static Measurement lcp(String page, double value) {
        return new Measurement(KEY, "lcp", false, "mobile", Map.of("page", page), value, 1000, 1);
    }

    private static ErrorOccurrence error(String id, long at, boolean first) {
        return new ErrorOccurrence("acme", "shop", "h", "f", "TypeError", "t", "app.js", at, "1.0", "s", id, first);
    }

    private static KeyedOneInputStreamOperatorTestHarness<MinuteKey, Measurement, MetricMinute> minutes(int pages)
            throws Exception {
        return minutes(pages, new HashMapStateBackend(), 0, null);
    }

    private static KeyedOneInputStreamOperatorTestHarness<MinuteKey, Measurement, MetricMinute> minutes(
            int pages, StateBackend backend, long cacheBytes, @Nullable OperatorSubtaskState state) throws Exception {
        KeyedOneInputStreamOperatorTestHarness<MinuteKey, Measurement, MetricMinute> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new MetricMinuteOperator(new MetricMinuteRule(1000, 3, pages, 64), cacheBytes),
                        Measurement::key,
                        new FormatTypeInfo<>(new MinuteKeyFormat()));
        harness.setStateBackend(backend);
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, ErrorOccurrence, ErrorGroup> groups(long newAfter)
            throws Exception {
        KeyedOneInputStreamOperatorTestHarness<String, ErrorOccurrence, ErrorGroup> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new ErrorGroupFunction(newAfter)),
                        ErrorOccurrence::groupKey,
                        Types.STRING);
        harness.open();
        return harness;
    }
}
