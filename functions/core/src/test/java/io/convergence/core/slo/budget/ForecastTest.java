package io.convergence.core.slo.budget;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.arithmetic.Fraction;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final long DAY = 86_400_000;
    private static final long PERIOD = 30 * DAY;
    private static final int PPM = 999_000;
    private static final long TOTAL = 3_000_000;

    @Test
    void withoutABurnRateThereIsNoForecast() {
        assertThat(Forecast.exhaustionMillis(Fraction.ONE, PERIOD, PERIOD, null))
                .isNull();
        assertThat(Forecast.exhaustionMillis(Fraction.ONE, PERIOD, PERIOD, Fraction.ZERO))
                .isNull();
        assertThat(Forecast.exhaustionMillis(null, PERIOD, PERIOD, Fraction.ONE))
                .isNull();
        assertThat(rollOff(new long[30], null)).isNull();
        assertThat(Forecast.rollOffAwareMillis(PERIOD, PERIOD, DAY, DAY, new long[30], 0, PPM, Fraction.ONE))
                .isNull();
    }

    @Test
    void anExhaustedBudgetIsExhaustedNowAtAnyBurnRate() {
        long[] bad = new long[30];
        bad[3] = 3000;
        assertThat(rollOff(bad, null)).isZero();
        assertThat(rollOff(bad, Fraction.ZERO)).isZero();
        assertThat(Forecast.exhaustionMillis(Fraction.ZERO, PERIOD, PERIOD, null))
                .isZero();
    }

    @Test
    void aBurnRateBelowOneNeverExhaustsAnUntouchedBudget() {
        assertThat(rollOff(new long[30], Fraction.parse("0.999"))).isNull();
        assertThat(rollOff(new long[30], Fraction.ONE)).isEqualTo(PERIOD);
    }

    @Test
    void aBurnRateBelowOneExhaustsTheBudgetIfOldBadBucketsStayLongEnough() {
        long[] bad = new long[30];
        bad[29] = 2400;
        // A share of 0.2 remains and lasts 12 days at a burn rate of 0.5. The bad day is the newest and stays that
        // long.
        assertThat(rollOff(bad, Fraction.parse("0.5"))).isEqualTo(12 * DAY);
        bad[29] = 0;
        bad[0] = 2400;
        assertThat(rollOff(bad, Fraction.parse("0.5"))).isNull();
    }

    @Test
    void aBadBucketThatLeavesInTimePostponesExhaustion() {
        long[] bad = new long[30];
        bad[0] = 1500;
        bad[1] = 1400;
        // At a burn rate of 1 each of the two oldest days leaves before 1/30 of the budget is spent; then 30 days
        // remain.
        assertThat(rollOff(bad, Fraction.ONE)).isEqualTo(PERIOD);
        // A burn rate of 2 spends the remaining thirtieth by noon, before the oldest day leaves.
        assertThat(rollOff(bad, Fraction.of(2))).isEqualTo(DAY / 2);
    }

    @Test
    void timesBeyondALongAreLimitedToItsMaximum() {
        assertThat(Forecast.exhaustionMillis(Fraction.ONE, Long.MAX_VALUE, Long.MAX_VALUE, Fraction.of(1, 1000)))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aBudgetThatIsHalfSpentOnTheFirstDayLastsTwelveHoursAtABurnRateOfTwo() {
        Fraction half = Fraction.of(1, 2);
        assertThat(Forecast.exhaustionMillis(half, DAY, PERIOD, Fraction.of(2))).isEqualTo(DAY / 2);
        // At a burn rate of 1 the consumed share grows only once the period is full, after 29 days.
        assertThat(Forecast.exhaustionMillis(half, DAY, PERIOD, Fraction.ONE)).isEqualTo(29 * DAY + DAY / 2);
        long[] bad = new long[30];
        bad[29] = 50;
        assertThat(Forecast.rollOffAwareMillis(PERIOD, DAY, DAY, DAY, bad, 100_000, PPM, Fraction.of(2)))
                .isEqualTo(DAY / 2);
    }

    @Property
    void theBudgetIsExhaustedAtTheForecastMillisecondAndNotBefore(
            @ForAll @IntRange(max = 99) int consumedPercent,
            @ForAll @IntRange(min = 1, max = 1000) int elapsed,
            @ForAll @IntRange(max = 1000) int rest,
            @ForAll @IntRange(min = 1, max = 40) int burnTenths) {
        Fraction consumed = Fraction.of(consumedPercent, 100);
        Fraction burn = Fraction.of(burnTenths, 10);
        long forecast =
                requireNonNull(Forecast.exhaustionMillis(Fraction.ONE.minus(consumed), elapsed, elapsed + rest, burn));
        assertThat(consumedAt(consumed, elapsed, rest, burn, forecast)).isLessThanOrEqualTo(Fraction.ONE);
        assertThat(consumedAt(consumed, elapsed, rest, burn, forecast + 1)).isGreaterThan(Fraction.ONE);
    }

    /** Consumed share after a time with even traffic: bad time over the time that the period then covers. */
    private static Fraction consumedAt(Fraction consumed, long elapsed, long rest, Fraction burn, long after) {
        Fraction bad = consumed.times(Fraction.of(elapsed)).plus(burn.times(Fraction.of(after)));
        return bad.dividedBy(Fraction.of(elapsed + Math.min(rest, after)));
    }

    @Property(tries = 500)
    void theForecastEqualsAnExactSimulation(
            @ForAll @Size(min = 1, max = 24) List<@IntRange(max = 40) Integer> counts,
            @ForAll @IntRange(max = 40) int burnTenths,
            @ForAll @IntRange(min = 1, max = 10) int firstLeaves) {
        long[] bad = counts.stream().mapToLong(Integer::longValue).toArray();
        long period = 10L * bad.length;
        long total = 100_000;
        Fraction burn = Fraction.of(burnTenths, 10);
        Long forecast = Forecast.rollOffAwareMillis(period, period, 10, firstLeaves, bad, total, PPM, burn);
        assertThat(forecast).isEqualTo(simulated(bad, period, firstLeaves, total, burn));
    }

    private static @Nullable Long rollOff(long[] bad, @Nullable Fraction burn) {
        return Forecast.rollOffAwareMillis(PERIOD, PERIOD, DAY, DAY, bad, TOTAL, PPM, burn);
    }

    /** Exact time of exhaustion, found from bucket to bucket: between two departures, consumption is linear. */
    private static @Nullable Long simulated(long[] bad, long period, long firstLeaves, long total, Fraction burn) {
        Fraction allowed = ErrorBudget.allowedBad(total, PPM);
        Fraction slope = burn.dividedBy(Fraction.of(period));
        long from = 0;
        for (int i = 0; i <= bad.length; i++) {
            boolean last = i == bad.length || firstLeaves + 10L * i > period;
            long until = last ? period : firstLeaves + 10L * i;
            Fraction consumed = Fraction.of(Arrays.stream(bad).skip(i).sum()).dividedBy(allowed);
            Fraction atEnd = consumed.plus(slope.times(Fraction.of(until)));
            boolean reached = last ? atEnd.compareTo(Fraction.ONE) >= 0 : atEnd.compareTo(Fraction.ONE) > 0;
            boolean spentAtOnce = consumed.plus(slope.times(Fraction.of(from))).compareTo(Fraction.ONE) >= 0;
            if (spentAtOnce || reached) {
                Fraction at = spentAtOnce
                        ? Fraction.of(from)
                        : Fraction.ONE.minus(consumed).dividedBy(slope);
                return at.numerator().divide(at.denominator()).longValueExact();
            }
            if (last) {
                return null;
            }
            from = until;
        }
        return null;
    }
}
