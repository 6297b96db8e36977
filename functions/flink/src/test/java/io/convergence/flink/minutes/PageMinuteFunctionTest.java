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
import java.util.List;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageMinuteFunctionTest {
    private static final MinuteKey KEY = new MinuteKey("acme", "shop", "h", 1_780_660_800_000L);
    private static final long CLOSES = KEY.minute() + 59_999;

    private KeyedOneInputStreamOperatorTestHarness<MinuteKey, MinuteBundle, PageMinute> harness;
    private OperatorMetrics metrics;

    @BeforeEach
    void open() throws Exception {
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new PageMinuteFunction(new MinuteRule(new Bounds(2, 64, 100)))),
                MinuteBundle::key,
                new FormatTypeInfo<>(new MinuteKeyFormat()));
        metrics = OperatorMetrics.of(harness);
        harness.open();
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
    void pagesWithoutARowAtTheCloseNeverGetOne() throws Exception {
        add(page("/a", 3), page("/b", 2), page("/c", 1));
        harness.processWatermark(CLOSES);
        add(page("/c", 10), page("/d", 10));

        assertThat(rows())
                .extracting(PageMinute::page, PageMinute::views)
                .containsExactly(tuple("/a", 3L), tuple("/b", 2L), tuple("(other)", 1L), tuple("(other)", 21L));
    }

    @Test
    void noStateIsLeftTenMinutesLater() throws Exception {
        add(page("/a", 3), page("/b", 2), page("/c", 1));
        harness.processWatermark(CLOSES);
        harness.processWatermark(CLOSES + PageMinuteFunction.CORRECTED_MILLIS);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void viewsAfterThatMakeARowWhoseStateEndsToo() throws Exception {
        harness.processWatermark(CLOSES + 2 * PageMinuteFunction.CORRECTED_MILLIS);
        add(page("/a", 1));
        harness.processWatermark(CLOSES + 3 * PageMinuteFunction.CORRECTED_MILLIS);
        harness.processWatermark(CLOSES + 4 * PageMinuteFunction.CORRECTED_MILLIS);

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
