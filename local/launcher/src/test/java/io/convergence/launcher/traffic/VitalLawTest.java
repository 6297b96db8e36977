package io.convergence.launcher.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Distributions of the generated web vitals. */
class VitalLawTest {
    private static final int DRAWS = 400_000;

    @ParameterizedTest
    @CsvSource({"MOBILE, 1384, 2209, 4348", "DESKTOP, 1435, 2428, 5243"})
    void largestPaintsAreDistributedAsInTheTrafficModel(Device device, double p50, double p75, double p95) {
        SplittableRandom random = new SplittableRandom(1);
        double[] lcp = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            lcp[i] = device.vitals().draw(random, 1).lcpMillis();
        }
        Arrays.sort(lcp);
        assertThat(lcp[DRAWS / 2]).isCloseTo(p50, within(p50 * 0.03));
        assertThat(lcp[DRAWS * 3 / 4]).isCloseTo(p75, within(p75 * 0.03));
        assertThat(lcp[DRAWS * 95 / 100]).isCloseTo(p95, within(p95 * 0.03));
    }

    @ParameterizedTest
    @EnumSource(Device.class)
    void eachPaintIsNotBeforeTheOneItFollowsAndValuesAreAdmissible(Device device) {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 50_000; i++) {
            SampledVitals vitals = device.vitals().draw(random, 1);
            assertThat(vitals.lcpMillis())
                    .isGreaterThanOrEqualTo(vitals.fcpMillis())
                    .isLessThanOrEqualTo(600_000);
            assertThat(vitals.fcpMillis()).isGreaterThanOrEqualTo(vitals.ttfbMillis());
            assertThat(vitals.ttfbMillis()).isPositive();
            assertThat(vitals.inpMillis() % 8).isZero();
            assertThat(vitals.cls()).isBetween(0.0, 5.0);
        }
    }
}
