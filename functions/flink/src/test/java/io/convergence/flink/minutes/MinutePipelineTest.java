package io.convergence.flink.minutes;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.core.window.MinuteKey;
import io.convergence.core.window.PageViews;
import io.convergence.core.window.minute.MinuteBlocks;
import io.convergence.core.window.minute.MinuteRetention;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.StateBackend;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both operators of rows of page views emit what a computation over everything emits. */
class MinutePipelineTest {
    private static final long START = 1_780_660_800_000L;
    private static final int STEPS = 300;

    /** Bins of a view in one of many: two rows with as many are too large for one value. */
    private static final int MANY_BINS = 2_200;

    static Stream<Arguments> runs() {
        return Stream.concat(
                IntStream.range(0, 60).mapToObj(seed -> Arguments.of(seed, MinutePipeline.inMemory())),
                IntStream.range(60, 70).mapToObj(seed -> Arguments.of(seed, MinutePipeline.rocksDb())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void rowsOfEveryStepEqualThoseOfTheOracle(int seed, StateBackend backend) throws Exception {
        Random random = new Random(seed);
        MinuteOracle oracle = new MinuteOracle(2);
        MinutePipeline pipeline = new MinutePipeline(backend, null);
        long watermark = START;
        try {
            for (int step = 0; step < STEPS; step++) {
                int what = random.nextInt(20);
                if (what < 14) {
                    addOne(random, watermark, pipeline, oracle);
                } else if (what < 19) {
                    watermark += advance(random);
                    pipeline.watermark(watermark);
                    oracle.watermark(watermark);
                } else if (!oracle.hasForgotten()) {
                    MinutePipeline.Savepoint savepoint = pipeline.savepoint();
                    pipeline.close();
                    pipeline = new MinutePipeline(backend, savepoint);
                    oracle.restored();
                }
                assertThat(pipeline.rows()).as("step %d", step).containsExactlyInAnyOrderElementsOf(oracle.take());
                pipeline.forgetRows();
            }
            watermark += 2 * (MinuteRetention.RETAINED_MILLIS + MinuteBlocks.BLOCK_MILLIS);
            pipeline.watermark(watermark);
            pipeline.watermark(watermark + MinuteRetention.RETAINED_MILLIS + MinuteBlocks.BLOCK_MILLIS);
            try (MinutePipeline copy = new MinutePipeline(MinutePipeline.inMemory(), pipeline.savepoint())) {
                assertThat(copy.entries()).isZero();
            }
        } finally {
            pipeline.close();
        }
    }

    /** Adds a bundle of up to four pages to one of the minutes before or after the watermark. */
    private static void addOne(Random random, long watermark, MinutePipeline pipeline, MinuteOracle oracle)
            throws Exception {
        long minute =
                Math.floorDiv(watermark, MinuteKey.MINUTE_MILLIS) + 1 - random.nextInt(random.nextInt(8) == 0 ? 70 : 4);
        MinuteKey key = new MinuteKey("acme", "shop", "h" + random.nextInt(2), minute * MinuteKey.MINUTE_MILLIS);
        PageViews[] pages = new PageViews[1 + random.nextInt(4)];
        PageViews[] same = new PageViews[pages.length];
        for (int i = 0; i < pages.length; i++) {
            pages[i] = views(random);
            same[i] = new PageViews(
                    pages[i].page(),
                    pages[i].views(),
                    pages[i].errorViews(),
                    pages[i].vitals().copy());
        }
        oracle.add(key, same);
        pipeline.add(key, pages);
    }

    private static PageViews views(Random random) {
        VitalHistograms vitals = new VitalHistograms();
        if (random.nextInt(30) == 0) {
            for (int i = 0; i < MANY_BINS; i++) {
                vitals.add(Vital.LCP, 0.00001 * Math.pow(1.021, i));
            }
        }
        int bins = random.nextInt(random.nextInt(5) == 0 ? 60 : 4);
        for (int i = 0; i < bins; i++) {
            vitals.add(Vital.LCP, 100 * Math.pow(1.05, random.nextInt(100)));
        }
        return new PageViews("/" + random.nextInt(5), 1 + random.nextInt(9), random.nextInt(2), vitals);
    }

    private static long advance(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> MinuteRetention.RETAINED_MILLIS - random.nextInt(120_000);
            case 1 -> 10 * MinuteKey.MINUTE_MILLIS;
            default -> 1 + random.nextInt(70_000);
        };
    }
}
