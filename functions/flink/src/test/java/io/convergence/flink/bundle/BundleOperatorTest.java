package io.convergence.flink.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.rum.Beacon;
import io.convergence.core.vitals.Vitals;
import io.convergence.core.window.HostBundle;
import io.convergence.core.window.RumPartial;
import io.convergence.core.window.Stagger;
import io.convergence.core.window.WindowSpec;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.metrics.Meters;
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
    private static final Stagger AT_ONCE = new Stagger(WindowSpec.DEFAULTS, 0);

    private OneInputStreamOperatorTestHarness<Timed<Beacon>, HostBundle> harness;
    private Meters meters;

    @BeforeEach
    void open() throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(new BundleOperator(AT_ONCE, 4000, 5, 2000));
        meters = Meters.of(harness);
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void viewsOfAPageAndSliceTravelAsOne() throws Exception {
        view("/a", START, 3999.99);
        view("/a", START + 9_999, 4000.0);
        view("/b", START + 1, 100.0);
        harness.prepareSnapshotPreBarrier(1);

        HostBundle bundle = bundles().get(0);
        assertThat(bundles()).hasSize(1);
        assertThat(bundle.partials())
                .extracting(RumPartial::page, RumPartial::views, RumPartial::lcpSamples, RumPartial::lcpBelow)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("/a", 2, 2, 1),
                        org.assertj.core.groups.Tuple.tuple("/b", 1, 1, 1));
    }

    @Test
    void aWatermarkIsPrecededByTheSlicesItClosesAndByNoOther() throws Exception {
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
        assertThat(bundles().get(0).partials().get(0).sliceStart()).isEqualTo(START);
    }

    @Test
    void itHandsOverWhenItHoldsAsMuchAsItMay() throws Exception {
        for (int page = 0; page < 5; page++) {
            view("/" + page, START, 100.0);
        }
        assertThat(bundles()).hasSize(1);
        assertThat(bundles().get(0).partials()).hasSize(5);
    }

    @Test
    void itHandsOverFromTimeToTime() throws Exception {
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
    void aLateViewGoesOnAloneWithTheBoundaryItMissed() throws Exception {
        view("/", START + 1, 100.0);
        harness.processElement(new StreamRecord<>(new Timed<>(beacon("/", START + 2, 100.0), START + 29_999)));

        assertThat(bundles()).hasSize(1);
        assertThat(bundles().get(0).partials().get(0).passedBoundary()).isEqualTo(START + 30_000);
        harness.endInput();
        assertThat(bundles()).hasSize(2);
        assertThat(bundles().get(1).partials().get(0).passedBoundary()).isEqualTo(RumPartial.ON_TIME);
    }

    @Test
    void viewsThatGoInAndPartialsThatComeOutAreCounted() throws Exception {
        view("/a", START, 100.0);
        view("/a", START + 1, 100.0);
        view("/b", START + 2, 100.0);
        assertThat(meters.gauge("bundle.ratio")).isEqualTo(0.0);
        harness.prepareSnapshotPreBarrier(1);
        harness.processElement(new StreamRecord<>(new Timed<>(beacon("/a", START + 2, 100.0), START + 29_999)));

        assertThat(meters.count("bundle.events")).isEqualTo(4);
        assertThat(meters.count("bundle.partials")).isEqualTo(3);
        assertThat(meters.gauge("bundle.ratio")).isEqualTo(4.0 / 3);
    }

    private void view(String page, long at, double lcpMillis) throws Exception {
        harness.processElement(new StreamRecord<>(new Timed<>(beacon(page, at, lcpMillis), Long.MIN_VALUE)));
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
