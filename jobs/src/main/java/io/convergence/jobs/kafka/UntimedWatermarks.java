package io.convergence.jobs.kafka;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Event time of a stream that has none: it is at its end at once, so that it holds back nothing that it is connected
 * with. Unlike idleness, that stays so when records come.
 */
final class UntimedWatermarks<T> implements WatermarkStrategy<T> {
    private static final long serialVersionUID = 1;

    @Override
    public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return new AtItsEnd<>();
    }

    private static final class AtItsEnd<T> implements WatermarkGenerator<T> {
        @Override
        public void onEvent(T event, long eventTime, WatermarkOutput output) {
            output.emitWatermark(Watermark.MAX_WATERMARK);
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            output.emitWatermark(Watermark.MAX_WATERMARK);
        }
    }
}
