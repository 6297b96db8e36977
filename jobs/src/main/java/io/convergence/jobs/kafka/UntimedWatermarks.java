package io.convergence.jobs.kafka;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks of a stream without event time: the maximum from the start, so that the stream never holds back the event
 * time of a stream that it is connected with. Marking it idle would not do: idleness ends with the next record.
 */
final class UntimedWatermarks<T> implements WatermarkStrategy<T> {
    private static final long serialVersionUID = 1;

    @Override
    public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return new MaximumWatermark<>();
    }

    private static final class MaximumWatermark<T> implements WatermarkGenerator<T> {
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
