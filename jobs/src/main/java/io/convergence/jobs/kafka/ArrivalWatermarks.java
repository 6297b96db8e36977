package io.convergence.jobs.kafka;

import io.convergence.core.window.Backlog;
import io.convergence.flink.intake.Arrival;
import java.time.Clock;
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
 *
 * <p>In a {@link Backlog}, a watermark is emitted each second on the wall clock and no longer each interval of the engine: sums
 * that are sent to another task at each watermark are then larger and fewer. No result depends on it.
 */
public final class ArrivalWatermarks<T> implements WatermarkStrategy<Arrival<T>> {
    private static final long serialVersionUID = 1;

    /** Least event time between two watermarks of a bounded input. */
    private static final long STEP_MILLIS = 1_000;

    /** Least time on the wall clock between two watermarks in a backlog. */
    private static final long BACKLOG_MILLIS = 1_000;

    private final long boundMillis;
    private final boolean bounded;
    private final Clock clock;

    /**
     * Periodic watermarks of an unbounded input.
     *
     * @param boundMillis out-of-orderness bound in milliseconds, 0 or more
     */
    public ArrivalWatermarks(long boundMillis) {
        this(boundMillis, false, Clock.systemUTC());
    }

    /** Watermarks by a wall clock. */
    ArrivalWatermarks(long boundMillis, boolean bounded, Clock clock) {
        this.boundMillis = boundMillis;
        this.bounded = bounded;
        this.clock = clock;
    }

    /**
     * Watermarks of an input that ends. In addition to the periodic ones, one is emitted with each full second of event
     * time: such an input can end before the next periodic watermark, and its end evaluates nothing.
     */
    public static <T> ArrivalWatermarks<T> bounded(long boundMillis) {
        return new ArrivalWatermarks<>(boundMillis, true, Clock.systemUTC());
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
        return new LatestArrival<>(boundMillis, bounded, clock);
    }

    private static final class LatestArrival<T> implements WatermarkGenerator<Arrival<T>> {
        private final long boundMillis;
        private final boolean bounded;
        private final Clock clock;
        private long latest;
        private long emittedAt = Long.MIN_VALUE;

        LatestArrival(long boundMillis, boolean bounded, Clock clock) {
            this.boundMillis = boundMillis;
            this.bounded = bounded;
            this.clock = clock;
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
                emit(output);
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            long now = clock.millis();
            boolean isEarly = emittedAt <= now && emittedAt > now - BACKLOG_MILLIS;
            if (!isEarly || !Backlog.contains(latest, now)) {
                emittedAt = now;
                emit(output);
            }
        }

        private void emit(WatermarkOutput output) {
            output.emitWatermark(of(latest, boundMillis));
        }
    }
}
