package io.convergence.flink.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.convergence.core.rum.Beacon;
import io.convergence.core.vitals.Vitals;
import io.convergence.core.window.HostBundle;
import io.convergence.core.window.PageCount;
import io.convergence.core.window.RumPartial;
import io.convergence.core.window.SliceViews;
import io.convergence.core.window.Stagger;
import io.convergence.core.window.WindowSpec;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.metrics.OperatorMetrics;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BundleOperatorTest {
    private static final long START = 1_780_660_800_000L;
    private static final Stagger WITHOUT_STAGGER = new Stagger(WindowSpec.DEFAULTS, 0);

    private OneInputStreamOperatorTestHarness<Timed<Beacon>, HostBundle> harness;
    private OperatorMetrics metrics;

    @BeforeEach
    void open() throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(new BundleOperator(WITHOUT_STAGGER, 4000, 5, 2000));
        metrics = OperatorMetrics.of(harness);
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void viewsOfASliceAreEmittedAsOneSumWithTheirPages() throws Exception {
        view("/a", START, 3999.99);
        view("/a", START + 9_999, 4000.0);
        view("/b", START + 1, 100.0);
        harness.prepareSnapshotPreBarrier(1);

        HostBundle bundle = bundles().get(0);
        assertThat(bundles()).hasSize(1);
        assertThat(sums(bundle))
                .extracting(RumPartial::views, RumPartial::lcpSamples, RumPartial::lcpBelow)
                .containsExactly(tuple(3, 3, 2));
        assertThat(bundle.slices().get(0).pages())
                .containsExactlyInAnyOrder(new PageCount("/a", 2, 0), new PageCount("/b", 1, 0));
    }

    @Test
    void aWatermarkIsPrecededByTheSlicesThatItClosesOnly() throws Exception {
        view("/", START + 9_999, 100.0);
        view("/", START + 10_000, 100.0);
        harness.processWatermark(START + 9_998);
        assertThat(bundles()).isEmpty();
        harness.processWatermark(START + 9_999);

        List<Object> output = new ArrayList<>(harness.getOutput());
        assertThat(output).hasSize(3);
        assertThat(output.get(0)).isEqualTo(new Watermark(START + 9_998));
        assertThat(output.get(1)).isInstanceOf(StreamRecord.class);
        assertThat(output.get(2)).isEqualTo(new Watermark(START + 9_999));
        assertThat(sums(bundles().get(0)).get(0).sliceStart()).isEqualTo(START);
    }

    @Test
    void slicesOfAHostThatCloseTogetherAreOneBundle() throws Exception {
        view("/", START + 10_000, 100.0);
        view("/", START, 100.0);
        view("/", START + 20_000, 100.0);
        harness.processWatermark(START + 19_999);
        assertThat(bundles())
                .singleElement()
                .satisfies(bundle -> assertThat(sums(bundle))
                        .extracting(RumPartial::sliceStart)
                        .containsExactly(START, START + 10_000));
    }

    @Test
    void aFullBufferIsEmitted() throws Exception {
        for (int slice = 0; slice < 4; slice++) {
            view("/", START + 10_000L * slice, 100.0);
        }
        assertThat(bundles()).isEmpty();
        view("/", START + 40_000, 100.0);
        assertThat(bundles())
                .singleElement()
                .extracting(bundle -> bundle.slices().size())
                .isEqualTo(5);
    }

    @Test
    void aSliceWithManyPagesCountsAsSeveralSums() throws Exception {
        for (int page = 0; page < 32; page++) {
            view("/" + page, START, 100.0);
        }
        assertThat(bundles()).isEmpty();
        view("/last", START, 100.0);
        assertThat(bundles().get(0).slices().get(0).pages()).hasSize(33);
    }

    @Test
    void theBufferIsEmittedAtTheEndOfTheInterval() throws Exception {
        view("/", START, 100.0);
        harness.setProcessingTime(1_999);
        assertThat(bundles()).isEmpty();
        harness.setProcessingTime(2_000);
        assertThat(bundles()).hasSize(1);
        view("/", START, 100.0);
        harness.setProcessingTime(4_000);
        assertThat(bundles()).hasSize(2);
    }

    @Test
    void lateViewsAreEmittedAsOneSumPerBoundaryThatTheyMissed() throws Exception {
        view("/", START + 1, 100.0);
        for (int i = 0; i < 1_000; i++) {
            lateView("/", START + 2, START + 29_999);
        }
        lateView("/", START + 2, START + 39_999);
        lateView("/", START + 10_000, START + 39_999);
        assertThat(bundles()).isEmpty();
        harness.endInput();

        assertThat(bundles().stream().flatMap(bundle -> sums(bundle).stream()))
                .extracting(RumPartial::sliceStart, RumPartial::passedBoundary, RumPartial::views)
                .containsExactly(
                        tuple(START, RumPartial.ON_TIME, 1),
                        tuple(START, START + 30_000, 1_000),
                        tuple(START, START + 40_000, 1),
                        tuple(START + 10_000, START + 40_000, 1));
    }

    @Test
    void lateViewsPrecedeTheWatermarkOfTheBoundaryFromWhichTheyCount() throws Exception {
        harness.processWatermark(START + 29_999);
        lateView("/", START + 2, START + 29_999);
        harness.processWatermark(START + 39_998);
        assertThat(bundles()).isEmpty();
        harness.processWatermark(START + 39_999);

        List<Object> output = new ArrayList<>(harness.getOutput());
        assertThat(output).hasSize(4);
        assertThat(output.get(2)).isInstanceOf(StreamRecord.class);
        assertThat(output.get(3)).isEqualTo(new Watermark(START + 39_999));
    }

    @Test
    void viewsInAndPartialsOutAreCounted() throws Exception {
        view("/a", START, 100.0);
        view("/a", START + 1, 100.0);
        view("/b", START + 2, 100.0);
        lateView("/a", START + 2, START + 29_999);
        assertThat(metrics.gauge("bundle.ratio")).isEqualTo(0.0);
        harness.prepareSnapshotPreBarrier(1);

        assertThat(metrics.count("bundle.events")).isEqualTo(4);
        assertThat(metrics.count("bundle.partials")).isEqualTo(2);
        assertThat(metrics.gauge("bundle.ratio")).isEqualTo(2.0);
    }

    private void lateView(String page, long at, long watermark) throws Exception {
        harness.processElement(new StreamRecord<>(new Timed<>(beacon(page, at, 100.0), watermark)));
    }

    private void view(String page, long at, double lcpMillis) throws Exception {
        harness.processElement(new StreamRecord<>(new Timed<>(beacon(page, at, lcpMillis), Long.MIN_VALUE)));
    }

    private static List<RumPartial> sums(HostBundle bundle) {
        return bundle.slices().stream().map(SliceViews::sum).toList();
    }

    private List<HostBundle> bundles() {
        return harness.extractOutputValues();
    }

    private static Beacon beacon(String page, long at, double lcpMillis) {
        return new Beacon(
                "b",
                "acme",
                "shop",
                "h",
                page,
                "chrome",
                at,
                new Vitals(lcpMillis, null, null, null, null, null),
                0,
                0,
                "");
    }
}
