package io.convergence.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.ingest.DeadLetter;
import io.convergence.core.ingest.RejectReason;
import io.convergence.flink.intake.Arrival;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.RelativeClock;
import org.apache.flink.util.clock.SystemClock;
import org.junit.jupiter.api.Test;

class ArrivalWatermarksTest {
    /** The wall clock at the event times of the tests, so that they are no backlog. */
    private final WallClock clock = new WallClock(20_000);

    private final ArrivalWatermarks<String> strategy = new ArrivalWatermarks<>(5_000, false, clock);
    private final WatermarkGenerator<Arrival<String>> generator = strategy.createWatermarkGenerator(new Context());

    @Test
    void theWatermarkIsTheLatestTimeMinusTheBoundMinusOne() {
        assertThat(watermark()).isEqualTo(Long.MIN_VALUE);
        take(Arrival.value(0, 20_000, "a"));
        assertThat(watermark()).isEqualTo(14_999);
        take(Arrival.value(0, 18_000, "b"));
        assertThat(watermark()).isEqualTo(14_999);
    }

    @Test
    void aBoundedInputEmitsAWatermarkWithEachSecondOfEventTime() {
        WatermarkGenerator<Arrival<String>> bounded =
                ArrivalWatermarks.<String>bounded(5_000).createWatermarkGenerator(new Context());
        List<Long> emitted = new ArrayList<>();
        WatermarkOutput output = new WatermarkOutput() {
            @Override
            public void emitWatermark(Watermark watermark) {
                emitted.add(watermark.getTimestamp());
            }

            @Override
            public void markIdle() {
                throw new AssertionError("no partition is idle");
            }

            @Override
            public void markActive() {
                throw new AssertionError("no partition was idle");
            }
        };
        for (long at : new long[] {20_500, 20_900, 20_300, 21_000, 21_500, 23_000, 22_000}) {
            bounded.onEvent(Arrival.value(0, at, "a"), at, output);
        }
        assertThat(emitted).containsExactly(15_499L, 15_999L, 17_999L);
    }

    @Test
    void heartbeatsAdvanceTheWatermark() {
        take(Arrival.heartbeat(0, 30_000));
        assertThat(watermark()).isEqualTo(24_999);
    }

    @Test
    void rejectedRecordsDoNotAdvanceTheWatermark() {
        take(Arrival.value(0, 20_000, "a"));
        take(Arrival.refused(0, 90_000, new DeadLetter(RejectReason.MALFORMED, null, "t", 0, 0, 0, "")));
        assertThat(watermark()).isEqualTo(14_999);
    }

    @Test
    void aBacklogEmitsAWatermarkEachSecondOfTheWallClock() {
        clock.set(10_000_000);
        take(Arrival.value(0, 20_000, "a"));
        assertThat(watermarks()).containsExactly(14_999L);
        take(Arrival.value(0, 30_000, "b"));
        clock.set(10_000_999);
        assertThat(watermarks()).isEmpty();
        clock.set(10_001_000);
        assertThat(watermarks()).containsExactly(24_999L);
    }

    @Test
    void theEndOfABacklogIsEmittedAtOnce() {
        clock.set(10_000_000);
        take(Arrival.value(0, 20_000, "a"));
        assertThat(watermarks()).containsExactly(14_999L);
        take(Arrival.value(0, 9_940_000, "b"));
        clock.set(10_000_000);
        assertThat(watermarks()).containsExactly(9_934_999L);
        assertThat(watermarks()).containsExactly(9_934_999L);
    }

    @Test
    void aClockThatIsSetBackDelaysNoWatermark() {
        clock.set(10_000_000);
        take(Arrival.value(0, 20_000, "a"));
        assertThat(watermarks()).hasSize(1);
        clock.set(9_000_000);
        assertThat(watermarks()).hasSize(1);
    }

    private void take(Arrival<String> arrival) {
        long eventTime = strategy.createTimestampAssigner(new Context()).extractTimestamp(arrival, 7);
        assertThat(eventTime).isEqualTo(arrival.eventTime());
        generator.onEvent(arrival, eventTime, new Emitted());
    }

    private long watermark() {
        return watermarks().get(0);
    }

    private List<Long> watermarks() {
        Emitted emitted = new Emitted();
        generator.onPeriodicEmit(emitted);
        return emitted.watermarks.stream().map(Watermark::getTimestamp).toList();
    }

    /** A wall clock that tests set. */
    private static final class WallClock extends Clock {
        private long now;

        WallClock(long now) {
            this.now = now;
        }

        void set(long epochMillis) {
            now = epochMillis;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(instant(), zone);
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }
    }

    private static final class Context
            implements TimestampAssignerSupplier.Context, WatermarkGeneratorSupplier.Context {
        @Override
        public MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup();
        }

        @Override
        public RelativeClock getInputActivityClock() {
            return SystemClock.getInstance();
        }
    }

    private static final class Emitted implements WatermarkOutput {
        private final List<Watermark> watermarks = new ArrayList<>();

        @Override
        public void emitWatermark(Watermark watermark) {
            watermarks.add(watermark);
        }

        @Override
        public void markIdle() {
            throw new AssertionError("no partition is ever idle");
        }

        @Override
        public void markActive() {}
    }
}
