package io.convergence.flink.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.rum.Beacon;
import io.convergence.core.vitals.Vitals;
import io.convergence.flink.intake.Timed;
import io.convergence.flink.intake.ViewBatch;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewBatchOperatorTest {
    private static final long START = 1_780_660_800_000L;

    private OneInputStreamOperatorTestHarness<Timed<Beacon>, ViewBatch> harness;
    private final List<Timed<Beacon>> views = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(new ViewBatchOperator(2_000));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void aWatermarkIsPrecededByTheViewsThatArrivedBeforeIt() throws Exception {
        views(3);
        harness.processWatermark(START);
        harness.processWatermark(START + 1);

        assertThat(harness.getOutput())
                .containsExactly(
                        new StreamRecord<>(new ViewBatch(views)), new Watermark(START), new Watermark(START + 1));
    }

    @Test
    void aBarrierIsPrecededByTheViewsThatArrivedBeforeIt() throws Exception {
        views(2);
        harness.prepareSnapshotPreBarrier(1);

        assertThat(harness.getOutput()).containsExactly(new StreamRecord<>(new ViewBatch(views)));
        harness.prepareSnapshotPreBarrier(2);
        assertThat(harness.getOutput()).hasSize(1);
    }

    @Test
    void aFullBatchIsEmitted() throws Exception {
        views(ViewBatchOperator.MAX_VIEWS - 1);
        assertThat(harness.getOutput()).isEmpty();
        views(1);

        assertThat(harness.getOutput()).containsExactly(new StreamRecord<>(new ViewBatch(views)));
    }

    @Test
    void aViewIsNotBufferedLongerThanTheInterval() throws Exception {
        harness.setProcessingTime(10_000);
        views(1);
        harness.setProcessingTime(11_999);
        assertThat(harness.getOutput()).isEmpty();
        harness.setProcessingTime(12_000);

        assertThat(harness.getOutput()).containsExactly(new StreamRecord<>(new ViewBatch(views)));
    }

    @Test
    void theEndOfTheInputEmitsWhatIsBuffered() throws Exception {
        views(1);
        harness.endInput();

        assertThat(harness.getOutput()).containsExactly(new StreamRecord<>(new ViewBatch(views)));
    }

    private void views(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            Beacon beacon =
                    new Beacon("b" + views.size(), "acme", "shop", "h1", "/", "chrome", START, Vitals.NONE, 0, 0, "");
            Timed<Beacon> view = new Timed<>(beacon, START - 1);
            views.add(view);
            harness.processElement(new StreamRecord<>(view));
        }
    }
}
