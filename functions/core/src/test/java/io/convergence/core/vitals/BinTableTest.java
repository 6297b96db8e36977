package io.convergence.core.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BinTableTest {
    private static final LogarithmicMapping MAPPING = new LogarithmicMapping(0.01);
    private static final int ORIGIN = 1024;

    @Test
    void theBinOfEveryValueIsThatOfTheLogarithm() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000_000; i++) {
            same(Math.exp(random.nextDouble() * 40 - 18));
        }
    }

    @Test
    void valuesNextToABorderBelongToTheBinOfTheLogarithm() {
        for (int bin = -800; bin < 900; bin++) {
            double border = MAPPING.lowerBound(bin);
            double value = border;
            for (int step = 0; step < 20; step++) {
                same(value);
                value = Math.nextDown(value);
            }
            value = border;
            for (int step = 0; step < 20; step++) {
                value = Math.nextUp(value);
                same(value);
            }
        }
    }

    @Test
    void theEndsOfTheTableAndOfItsCellsAreRight() {
        for (int exponent = -21; exponent <= 25; exponent++) {
            for (int cell = 0; cell < 128; cell++) {
                double start = Math.scalb(1 + cell / 128.0, exponent);
                same(start);
                same(Math.nextDown(start));
            }
        }
        same(1e300);
    }

    private static void same(double value) {
        if (value >= LogBins.SMALLEST) {
            assertThat(LogBins.of(value)).isEqualTo(MAPPING.index(value) + ORIGIN);
        }
    }
}
