package io.convergence.bench.slo;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** Emits a watermark at every step of event time, independent of the wall clock. */
final class TrafficWatermarks implements WatermarkGenerator<Long> {
    private final Traffic traffic;
    private long emitted = Long.MIN_VALUE;

    TrafficWatermarks(Traffic traffic) {
        this.traffic = traffic;
    }

    @Override
    public void onEvent(Long number, long time, WatermarkOutput output) {
        long mark = traffic.watermark(time);
        if (mark > emitted) {
            emitted = mark;
            output.emitWatermark(new Watermark(mark));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        // Watermarks are emitted per event.
    }
}
