package io.convergence.flink.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.convergence.core.rum.Beacon;
import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.Vitals;
import io.convergence.core.window.MinuteBundle;
import io.convergence.core.window.MinuteKey;
import io.convergence.core.window.MinuteRule;
import io.convergence.core.window.PageViews;
import io.convergence.flink.intake.Timed;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class MinuteBundleOperatorTest {
    private static final long START = 1_780_660_800_000L;
    private static final MinuteKey FIRST = new MinuteKey("acme", "shop", "h", START);
    private static final MinuteKey SECOND = new MinuteKey("acme", "shop", "h", START + 60_000);

    @Test
    void theViewsOfAMinuteAreSummedByPage() throws Exception {
        try (var harness = harness(true, 100)) {
            views(harness, "/a", START, 2);
            views(harness, "/b", START, 1);
            views(harness, "/a", START + 50_000, 3);
            views(harness, "/a", START + 60_000, 4);
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.prepareSnapshotPreBarrier(1);

            assertThat(harness.extractOutputValues())
                    .extracting(MinuteBundle::key)
                    .containsExactly(FIRST, SECOND);
            assertThat(harness.extractOutputValues().get(0).pages())
                    .extracting(
                            PageViews::page,
                            PageViews::views,
                            PageViews::errorViews,
                            MinuteBundleOperatorTest::lcpSamples)
                    .containsExactlyInAnyOrder(tuple("/a", 5L, 3L, 5L), tuple("/b", 1L, 0L, 1L));
        }
    }

    @Test
    void aWatermarkIsPrecededByTheMinutesThatItCloses() throws Exception {
        try (var harness = harness(true, 100)) {
            views(harness, "/a", START + 50_000, 1);
            views(harness, "/a", START + 60_000, 1);
            harness.processWatermark(START + 59_998);
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.processWatermark(START + 59_999);

            assertThat(harness.extractOutputValues())
                    .extracting(MinuteBundle::key)
                    .containsExactly(FIRST);
            assertThat(harness.getOutput().toArray()[2]).isEqualTo(new Watermark(START + 59_999));
        }
    }

    @Test
    void aFullBufferAndTheEndOfTheIntervalEmitAllSums() throws Exception {
        try (var harness = harness(true, 3)) {
            views(harness, "/a", START, 1);
            views(harness, "/b", START, 1);
            assertThat(harness.extractOutputValues()).isEmpty();
            views(harness, "/b", START, 1);
            views(harness, "/c", START, 1);
            assertThat(harness.extractOutputValues()).hasSize(1);

            views(harness, "/a", START, 1);
            harness.setProcessingTime(1_999);
            assertThat(harness.extractOutputValues()).hasSize(1);
            harness.setProcessingTime(2_000);
            assertThat(harness.extractOutputValues()).hasSize(2);
        }
    }

    @Test
    void pagesAreSummedWhereTheyAreNotStored() throws Exception {
        try (var harness = harness(false, 100)) {
            views(harness, "/a", START, 2);
            views(harness, "/b", START, 1);
            harness.endInput();

            assertThat(harness.extractOutputValues().get(0).pages())
                    .extracting(PageViews::page, PageViews::views)
                    .containsExactly(tuple(MinuteRule.OTHER, 3L));
        }
    }

    private static OneInputStreamOperatorTestHarness<Timed<Beacon>, MinuteBundle> harness(boolean byPage, int maxPages)
            throws Exception {
        OneInputStreamOperatorTestHarness<Timed<Beacon>, MinuteBundle> harness =
                new OneInputStreamOperatorTestHarness<>(new MinuteBundleOperator(byPage, maxPages, 2_000));
        harness.open();
        return harness;
    }

    private static long lcpSamples(PageViews page) {
        return page.vitals().countBelow(Vital.LCP, 10_000);
    }

    private static void views(
            OneInputStreamOperatorTestHarness<Timed<Beacon>, MinuteBundle> harness, String page, long at, int views)
            throws Exception {
        for (int view = 0; view < views; view++) {
            Vitals vitals = new Vitals(100.0, null, null, null, null, null);
            Beacon beacon = new Beacon("b", "acme", "shop", "h", page, "chrome", at, vitals, view, 0, "");
            harness.processElement(new StreamRecord<>(new Timed<>(beacon, Long.MIN_VALUE)));
        }
    }
}
