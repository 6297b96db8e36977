package io.convergence.flink.minutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.convergence.core.vitals.VitalHistograms;
import io.convergence.core.window.Bounds;
import io.convergence.core.window.MinuteBundle;
import io.convergence.core.window.MinuteKey;
import io.convergence.core.window.MinuteRule;
import io.convergence.core.window.PageMinute;
import io.convergence.core.window.PageViews;
import io.convergence.flink.metrics.OperatorMetrics;
import io.convergence.flink.state.FormatTypeInfo;
import io.convergence.flink.state.MinuteKeyFormat;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PageMinuteFunctionTest {
    private static final MinuteKey KEY = new MinuteKey("acme", "shop", "h", 1_780_660_800_000L);
    private static final long CLOSES = KEY.minute() + 59_999;

    private KeyedOneInputStreamOperatorTestHarness<MinuteKey, MinuteBundle, PageMinute> harness;
    private OperatorMetrics metrics;

    @BeforeEach
    @SuppressWarnings("NullAway.Init") // restore() sets both fields
    void open() throws Exception {
        restore(null);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void rowsAreEmittedWhenTheMinuteCloses() throws Exception {
        add(page("/a", 2), page("/b", 1));
        add(page("/a", 3));
        harness.processWatermark(CLOSES - 1);
        assertThat(rows()).isEmpty();
        harness.processWatermark(CLOSES);

        assertThat(rows())
                .extracting(PageMinute::page, PageMinute::views)
                .containsExactly(tuple("/a", 5L), tuple("/b", 1L));
    }

    @Test
    void aCorrectionEmitsTheWholeRowAgainAndNoOtherRow() throws Exception {
        add(page("/a", 2), page("/b", 1));
        harness.processWatermark(CLOSES);
        add(page("/a", 1));

        assertThat(rows().subList(2, rows().size()))
                .extracting(PageMinute::page, PageMinute::views)
                .containsExactly(tuple("/a", 3L));
        assertThat(metrics.count("minutes.closed")).isOne();
        assertThat(metrics.count("minutes.corrections")).isOne();
        assertThat(metrics.count("minutes.rows")).isEqualTo(3);
    }

    @Test
    void aClosedMinuteIsRestatedAtMostOncePerWatermark() throws Exception {
        add(page("/a", 1));
        harness.processWatermark(CLOSES);
        for (int late = 0; late < 1_000; late++) {
            add(page("/a", 1));
        }
        harness.processWatermark(CLOSES + 1_000);

        assertThat(rows()).extracting(PageMinute::views).containsExactly(1L, 2L, 1_001L);
        add(page("/a", 1));
        assertThat(rows()).hasSize(3);
        harness.processWatermark(CLOSES + 2_000);
        assertThat(rows()).extracting(PageMinute::views).endsWith(1_002L);
        assertThat(metrics.count("minutes.corrections")).isEqualTo(3);
    }

    @Test
    void pagesBeyondTheBoundThatAreLateTogetherAreOneRow() throws Exception {
        add(page("/a", 1), page("/b", 1));
        harness.processWatermark(CLOSES);
        add(page("/d", 2), page("/a", 1), page("/c", 3), page("/a", 1));

        assertThat(rows().subList(2, rows().size()))
                .extracting(PageMinute::page, PageMinute::views)
                .containsExactly(tuple("(other)", 5L), tuple("/a", 3L));
        harness.processWatermark(CLOSES + 1_000);
        assertThat(rows()).hasSize(4);
    }

    @Test
    void lateViewsAreAddedAlsoMoreThanTenMinutesAfterTheMinute() throws Exception {
        add(page("/a", 5));
        harness.processWatermark(CLOSES);
        harness.processWatermark(CLOSES + 2 * PageMinuteFunction.CORRECTED_MILLIS);
        add(page("/a", 7));

        assertThat(rows()).extracting(PageMinute::views).containsExactly(5L, 12L);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void lateViewsAreAddedAfterARestoreToo(StateBackend backend) throws Exception {
        harness.close();
        open(backend, null);
        add(page("/a", 5));
        harness.processWatermark(CLOSES);
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        open(backend, state);
        add(page("/a", 3));
        add(page("/a", 4));
        harness.processWatermark(CLOSES + 2 * PageMinuteFunction.CORRECTED_MILLIS);
        add(page("/a", 1));
        harness.processWatermark(CLOSES + 2 * PageMinuteFunction.CORRECTED_MILLIS + 1);

        assertThat(rows()).extracting(PageMinute::views).containsExactly(8L, 12L, 13L);
    }

    @Test
    void anOpenMinuteClosesAfterARestore() throws Exception {
        add(page("/a", 5));
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();
        restore(state);
        add(page("/a", 3));
        harness.processWatermark(CLOSES);

        assertThat(rows()).extracting(PageMinute::views).containsExactly(8L);
    }

    @Test
    void pagesWithoutARowAtTheCloseNeverGetOne() throws Exception {
        add(page("/a", 3), page("/b", 2), page("/c", 1));
        harness.processWatermark(CLOSES);
        add(page("/c", 10), page("/d", 10));

        assertThat(rows())
                .extracting(PageMinute::page, PageMinute::views)
                .containsExactly(tuple("/a", 3L), tuple("/b", 2L), tuple("(other)", 1L), tuple("(other)", 21L));
    }

    @Test
    void lateViewsNeverMakeMoreRowsThanTheBound() throws Exception {
        add(page("/a", 1));
        harness.processWatermark(CLOSES);
        add(page("/b", 1), page("/c", 1));
        add(page("/d", 1), page("/b", 1), page("/a", 1));
        harness.processWatermark(CLOSES + 1);

        assertThat(rows())
                .extracting(PageMinute::page, PageMinute::views)
                .containsExactly(
                        tuple("/a", 1L),
                        tuple("(other)", 1L),
                        tuple("/b", 1L),
                        tuple("(other)", 2L),
                        tuple("/a", 2L),
                        tuple("/b", 2L));
    }

    @Test
    void aClosedMinuteKeepsOnlyThePagesWithARow() throws Exception {
        for (int page = 0; page < 10_000; page++) {
            add(page("/" + page, 1));
        }
        assertThat(harness.numKeyedStateEntries()).isPositive();
        harness.processWatermark(CLOSES);

        assertThat(rows()).extracting(PageMinute::views).containsExactly(1L, 1L, 9_998L);
        assertThat(rows()).extracting(PageMinute::page).containsExactly("/0", "/1", "(other)");
    }

    @Test
    void noStateIsLeftAfterTheRetention() throws Exception {
        add(page("/a", 3), page("/b", 2), page("/c", 1));
        harness.processWatermark(CLOSES);
        harness.processWatermark(CLOSES + PageMinuteFunction.RETAINED_MILLIS);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void lateViewsExtendTheRetention() throws Exception {
        long late = CLOSES + PageMinuteFunction.RETAINED_MILLIS - 1;
        add(page("/a", 3));
        harness.processWatermark(CLOSES);
        harness.processWatermark(late);
        add(page("/a", 1));
        harness.processWatermark(late + PageMinuteFunction.RETAINED_MILLIS - 1);
        add(page("/a", 1));
        harness.processWatermark(late + 2 * PageMinuteFunction.RETAINED_MILLIS - 1);

        assertThat(rows()).extracting(PageMinute::views).containsExactly(3L, 4L, 5L);
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void viewsAfterThatMakeARowWhoseStateEndsToo() throws Exception {
        harness.processWatermark(CLOSES + 2 * PageMinuteFunction.RETAINED_MILLIS);
        add(page("/a", 1));
        harness.processWatermark(CLOSES + 3 * PageMinuteFunction.RETAINED_MILLIS);
        harness.processWatermark(CLOSES + 4 * PageMinuteFunction.RETAINED_MILLIS);

        assertThat(rows()).extracting(PageMinute::views).containsExactly(1L);
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void theEndOfTheInputEmitsNothing() throws Exception {
        add(page("/a", 2));
        harness.processWatermark(Long.MAX_VALUE);

        assertThat(rows()).isEmpty();
    }

    @Test
    void statesOfTheFirstReleaseAreConverted() throws Exception {
        harness.close();
        restore(resource("page-minutes"));
        // Written by that release: an open minute with 4 views of "/a" in two parts, and a closed one with pages "/a"
        // (3),
        // "/b" (2), "/c" (1) and the bound of two rows.
        harness.processElement(new StreamRecord<>(new MinuteBundle(KEY, List.of(page("/a", 1)))));
        MinuteKey before = new MinuteKey("acme", "shop", "h", KEY.minute() - 60_000);
        harness.processElement(new StreamRecord<>(new MinuteBundle(before, List.of(page("/c", 5), page("/b", 1)))));
        harness.processWatermark(CLOSES);

        assertThat(rows())
                .extracting(PageMinute::minute, PageMinute::page, PageMinute::views)
                .containsExactlyInAnyOrder(
                        tuple(KEY.minute(), "/a", 5L),
                        tuple(before.minute(), "/b", 3L),
                        tuple(before.minute(), "(other)", 6L));
        harness.processWatermark(CLOSES + 2 * PageMinuteFunction.RETAINED_MILLIS);
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    private static OperatorSubtaskState resource(String name) throws Exception {
        URL file = Objects.requireNonNull(
                PageMinuteFunctionTest.class.getResource("/savepoints/v1/" + name + ".snapshot"), name);
        return OperatorSnapshotUtil.readStateHandle(Path.of(file.toURI()).toString());
    }

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend(false));
    }

    private void restore(@Nullable OperatorSubtaskState state) throws Exception {
        open(new HashMapStateBackend(), state);
    }

    private void open(StateBackend backend, @Nullable OperatorSubtaskState state) throws Exception {
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new PageMinuteFunction(new MinuteRule(new Bounds(2, 64, 100)))),
                MinuteBundle::key,
                new FormatTypeInfo<>(new MinuteKeyFormat()),
                8,
                1,
                0);
        metrics = OperatorMetrics.of(harness);
        harness.setStateBackend(backend);
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    private void add(PageViews... pages) throws Exception {
        harness.processElement(new StreamRecord<>(new MinuteBundle(KEY, List.of(pages))));
    }

    private List<PageMinute> rows() {
        return harness.extractOutputValues();
    }

    private static PageViews page(String page, long views) {
        return new PageViews(page, views, 0, new VitalHistograms());
    }
}
