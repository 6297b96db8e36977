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
 * Event time of a partition: the latest value or heartbeat, less the bound on disorder, less 1 ms. Refused records move
 * nothing. No partition is ever taken for idle: producers send heartbeats to all of them.
 */
public final class ArrivalWatermarks<T> implements WatermarkStrategy<Arrival<T>> {
    private static final long serialVersionUID = 1;

    /** Event time between two watermarks of a bounded input. */
    private static final long STEP_MILLIS = 1_000;

    private final long boundMillis;
    private final boolean bounded;

    /** Watermarks of an input without end, with a bound on disorder, 0 or more. They are said from time to time. */
    public ArrivalWatermarks(long boundMillis) {
        this(boundMillis, false);
    }

    private ArrivalWatermarks(long boundMillis, boolean bounded) {
        this.boundMillis = boundMillis;
        this.bounded = bounded;
    }

    /**
     * Watermarks of an input that ends. They are also said with each full second that event time comes to, whatever
     * the wall clock: the end of an input comes before the next time to say one, and evaluates nothing.
     */
    public static <T> ArrivalWatermarks<T> bounded(long boundMillis) {
        return new ArrivalWatermarks<>(boundMillis, true);
    }

    /** Event time of a partition whose latest value is of an instant, epoch milliseconds. */
    static Watermark of(long latest, long boundMillis) {
        return new Watermark(latest - boundMillis - 1);
    }

    @Override
    public TimestampAssigner<Arrival<T>> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return (arrival, transportTime) -> arrival.eventTime();
    }

    @Override
    public WatermarkGenerator<Arrival<T>> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return new Latest<>(boundMillis, bounded);
    }

    private static final class Latest<T> implements WatermarkGenerator<Arrival<T>> {
        private final long boundMillis;
        private final boolean bounded;
        private long latest;

        Latest(long boundMillis, boolean bounded) {
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
