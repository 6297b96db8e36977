package io.convergence.bench.slo;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** Says how far a source has come, at even steps of event time whatever the clock says. */
final class TrafficWatermarks implements WatermarkGenerator<Long> {
    private long said = Long.MIN_VALUE;

    @Override
    public void onEvent(Long number, long time, WatermarkOutput output) {
        long mark = Traffic.watermark(time);
        if (mark > said) {
            said = mark;
            output.emitWatermark(new Watermark(mark));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        // Each step was said when it was made.
    }
}
