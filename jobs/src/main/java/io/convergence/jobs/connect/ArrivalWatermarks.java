package io.convergence.jobs.connect;

import io.convergence.flink.intake.Arrival;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Event time of a partition: the latest value or heartbeat, less the bound on disorder, less 1 ms. Refused records move
 * nothing. No partition is ever taken for idle: producers send heartbeats to all of them.
 */
public final class ArrivalWatermarks<T> implements WatermarkStrategy<Arrival<T>> {
    private static final long serialVersionUID = 1;

    private final long boundMillis;

    /** Watermarks with a bound on disorder, 0 or more. */
    public ArrivalWatermarks(long boundMillis) {
        this.boundMillis = boundMillis;
    }

    @Override
    public TimestampAssigner<Arrival<T>> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return (arrival, transportTime) -> arrival.eventTime();
    }

    @Override
    public WatermarkGenerator<Arrival<T>> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return new Latest<>(boundMillis);
    }

    private static final class Latest<T> implements WatermarkGenerator<Arrival<T>> {
        private final long lag;
        private long latest;

        Latest(long boundMillis) {
            this.lag = boundMillis + 1;
            this.latest = Long.MIN_VALUE + lag;
        }

        @Override
        public void onEvent(Arrival<T> arrival, long eventTime, WatermarkOutput output) {
            if (arrival.deadLetter() == null) {
                latest = Math.max(latest, eventTime);
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            output.emitWatermark(new Watermark(latest - lag));
        }
    }
}
