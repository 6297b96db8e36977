package io.convergence.flink.minutes;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.vitals.VitalHistograms;
import io.convergence.core.vitals.Vitals;
import io.convergence.core.window.Bounds;
import io.convergence.core.window.MinuteKey;
import io.convergence.core.window.MinuteRule;
import io.convergence.core.window.PageViews;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes of state of a host with a view a minute on one of ten pages, without the description of the states. */
class MinuteStateSizeTest {
    private static final long START = 1_780_660_800_000L;
    private static final MinuteRule RULE = new MinuteRule(Bounds.DEFAULTS);
    private static final int HOSTS = 200;

    @Test
    void anHourTakesAtMost3000BytesOfAHost() throws Exception {
        assertThat(bytesOfAHost(60)).isLessThanOrEqualTo(3_000);
    }

    @Test
    void aHostThatRunsOnTakesAtMost3200Bytes() throws Exception {
        assertThat(bytesOfAHost(180)).isLessThanOrEqualTo(3_200);
    }

    private static long bytesOfAHost(int minutes) throws Exception {
        return (bytes(HOSTS + 1, minutes) - bytes(1, minutes)) / HOSTS;
    }

    private static long bytes(int hosts, int minutes) throws Exception {
        Random random = new Random(7);
        try (MinutePipeline pipeline = new MinutePipeline(MinutePipeline.inMemory(), RULE, null)) {
            for (int minute = 0; minute < minutes; minute++) {
                long start = START + minute * MinuteKey.MINUTE_MILLIS;
                for (int host = 0; host < hosts; host++) {
                    String name = String.format("web-%05d.example.com", host);
                    pipeline.add(new MinuteKey("tenant-7", "shop", name, start), view(random));
                }
                // The last minute is open.
                pipeline.watermark(start - 1);
            }
            return pipeline.savepoint().bytes();
        }
    }

    private static PageViews view(Random random) {
        VitalHistograms vitals = new VitalHistograms();
        vitals.add(new Vitals(
                milliseconds(random, 2_000),
                milliseconds(random, 1_200),
                milliseconds(random, 300),
                milliseconds(random, 100),
                milliseconds(random, 2_500),
                0.01 * random.nextInt(20)));
        return new PageViews("/products/page-" + random.nextInt(10), 1, random.nextInt(50) == 0 ? 1 : 0, vitals);
    }

    private static double milliseconds(Random random, double typical) {
        return typical * Math.exp(0.5 * random.nextGaussian());
    }
}
