package io.convergence.jobs.kafka;

import io.convergence.flink.intake.Arrival;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks of an input partition: the time of its latest value or heartbeat minus the out-of-orderness bound minus
 * 1 ms. Rejected records do not count. No partition is ever marked idle, because producers send heartbeats to all.
 */
public final class ArrivalWatermarks<T> implements WatermarkStrategy<Arrival<T>> {
    private static final long serialVersionUID = 1;

    /** Least event time between two watermarks of a bounded input. */
    private static final long STEP_MILLIS = 1_000;

    private final long boundMillis;
    private final boolean bounded;

    /**
     * Periodic watermarks of an unbounded input.
     *
     * @param boundMillis out-of-orderness bound in milliseconds, 0 or more
     */
    public ArrivalWatermarks(long boundMillis) {
        this(boundMillis, false);
    }

    private ArrivalWatermarks(long boundMillis, boolean bounded) {
        this.boundMillis = boundMillis;
        this.bounded = bounded;
    }

    /**
     * Watermarks of an input that ends. In addition to the periodic ones, one is emitted with each full second of event
     * time: such an input can end before the next periodic watermark, and its end evaluates nothing.
     */
    public static <T> ArrivalWatermarks<T> bounded(long boundMillis) {
        return new ArrivalWatermarks<>(boundMillis, true);
    }

    /** The watermark of a partition by the event time of its latest value, epoch milliseconds. */
    static Watermark of(long latest, long boundMillis) {
        return new Watermark(latest - boundMillis - 1);
    }

    @Override
    public TimestampAssigner<Arrival<T>> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return (arrival, kafkaTimestamp) -> arrival.eventTime();
    }

    @Override
    public WatermarkGenerator<Arrival<T>> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return new LatestArrival<>(boundMillis, bounded);
    }

    private static final class LatestArrival<T> implements WatermarkGenerator<Arrival<T>> {
        private final long boundMillis;
        private final boolean bounded;
        private long latest;

        LatestArrival(long boundMillis, boolean bounded) {
            this.boundMillis = boundMillis;
            this.bounded = bounded;
            this.latest = Long.MIN_VALUE + boundMillis + 1;
        }

        @Override
        public void onEvent(Arrival<T> arrival, long eventTime, WatermarkOutput output) {
            if (arrival.deadLetter() != null || eventTime <= latest) {
                return;
            }
            boolean isNextStep = Math.floorDiv(eventTime, STEP_MILLIS) > Math.floorDiv(latest, STEP_MILLIS);
            latest = eventTime;
            if (bounded && isNextStep) {
                onPeriodicEmit(output);
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            output.emitWatermark(of(latest, boundMillis));
        }
    }
}
