package io.convergence.core.slo.budget;

import io.convergence.core.arithmetic.Fraction;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Time until an error budget is exhausted if a burn rate continues. Times are milliseconds from now, rounded down, at
 * most {@link Long#MAX_VALUE}; null means never.
 */
public final class Forecast {
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    /** Margin of the double comparison that decides whether the exact one is needed, far above its rounding error. */
    private static final double MARGIN = 1e-9;

    private Forecast() {}

    /**
     * The time in which the remaining budget is spent, with even traffic; 0 when nothing remains.
     *
     * <p>While the period fills up, its total grows with the traffic, so that only a burn rate above 1 consumes a
     * larger share: with {@code e} elapsed, the time is {@code remaining * e / (burn - 1)}. Once the period is full its
     * total stays, and the time is {@code remaining * period / burn} (Google, The Site Reliability Workbook, chapter 5,
     * table 5-4). Old units that leave a rolling period meanwhile are not considered.
     *
     * @param remaining remaining share of the budget, or null when unknown
     * @param elapsedMillis how much of the period its counts cover, positive; the whole period where the total is that
     *     of the whole period from the start
     * @param periodMillis how much of the period its counts cover when it is full, at least what has elapsed
     * @param burn burn rate, or null when unknown
     */
    public static @Nullable Long exhaustionMillis(
            @Nullable Fraction remaining, long elapsedMillis, long periodMillis, @Nullable Fraction burn) {
        if (remaining == null) {
            return null;
        }
        if (remaining.signum() <= 0) {
            return 0L;
        }
        if (burn == null || burn.signum() == 0) {
            return null;
        }
        Fraction spentWhileFilling = whileFilling(remaining, elapsedMillis, periodMillis, burn);
        if (spentWhileFilling != null) {
            return wholeMillis(spentWhileFilling);
        }
        Fraction allowedLater =
                Fraction.of(periodMillis - elapsedMillis).plus(remaining.times(Fraction.of(elapsedMillis)));
        return wholeMillis(allowedLater.dividedBy(burn));
    }

    /**
     * The first moment at which a rolling budget is exhausted, when old buckets leave the period while the burn rate
     * continues. Traffic is assumed even: the period's total grows until the period is full, and stays from then on.
     * Units that turn bad from now on leave a period later, when the burn rate alone decides; so the result is at most
     * one period, or never.
     *
     * @param periodMillis length of the period
     * @param elapsedMillis how much of the period its counts cover, positive, at most the period
     * @param bucketMillis length of a bucket
     * @param firstLeavesMillis time until the oldest bucket leaves; each later one leaves a bucket's length after it
     * @param bad bad units of each bucket, oldest first
     * @param total all units of the period so far
     * @param targetPpm the target, parts per million
     * @param burn burn rate, or null when unknown
     */
    public static @Nullable Long rollOffAwareMillis(
            long periodMillis,
            long elapsedMillis,
            long bucketMillis,
            long firstLeavesMillis,
            long[] bad,
            long total,
            int targetPpm,
            @Nullable Fraction burn) {
        if (total == 0) {
            return null;
        }
        long left = sum(bad);
        if (isSpent(left, total, targetPpm)) {
            return 0L;
        }
        if (burn == null || burn.signum() == 0) {
            return null;
        }
        Fraction remaining = Fraction.ONE.minus(consumed(left, total, targetPpm));
        Fraction spentWhileFilling = whileFilling(remaining, elapsedMillis, periodMillis, burn);
        if (spentWhileFilling != null) {
            return wholeMillis(spentWhileFilling);
        }
        // Shares of the budget of the full period, which is larger than today's by period / elapsed.
        Fraction covered = Fraction.of(elapsedMillis, periodMillis);
        double perBad = covered.toDouble() * ErrorBudget.MILLION / ((double) (ErrorBudget.MILLION - targetPpm) * total);
        double perMilli = burn.toDouble() / periodMillis;
        for (int i = 0; i < bad.length && left > 0; i++) {
            long leaves = firstLeavesMillis + i * bucketMillis;
            if (leaves > periodMillis) {
                break;
            }
            if (bad[i] > 0 && left * perBad + leaves * perMilli > 1 - MARGIN) {
                Fraction consumed = consumed(left, total, targetPpm).times(covered);
                Fraction spent = lasts(Fraction.ONE.minus(consumed), periodMillis, burn);
                if (spent.compareTo(Fraction.of(leaves)) < 0) {
                    return wholeMillis(spent);
                }
            }
            left -= bad[i];
        }
        Fraction consumed = consumed(left, total, targetPpm).times(covered);
        Fraction spent = lasts(Fraction.ONE.minus(consumed), periodMillis, burn);
        return spent.compareTo(Fraction.of(periodMillis)) <= 0 ? wholeMillis(spent) : null;
    }

    /** The exact time in milliseconds in which a share of the budget is spent; the burn rate is positive. */
    static Fraction lasts(Fraction remaining, long periodMillis, Fraction burn) {
        return remaining.times(Fraction.of(periodMillis)).dividedBy(burn);
    }

    /** The exact time of exhaustion if that is before the period is full, otherwise null. */
    private static @Nullable Fraction whileFilling(
            Fraction remaining, long elapsedMillis, long periodMillis, Fraction burn) {
        if (elapsedMillis >= periodMillis || burn.compareTo(Fraction.ONE) <= 0) {
            return null;
        }
        Fraction spent = lasts(remaining, elapsedMillis, burn.minus(Fraction.ONE));
        return spent.compareTo(Fraction.of(periodMillis - elapsedMillis)) <= 0 ? spent : null;
    }

    private static Fraction consumed(long bad, long total, int targetPpm) {
        return Fraction.of(bad).dividedBy(ErrorBudget.allowedBad(total, targetPpm));
    }

    private static boolean isSpent(long bad, long total, int targetPpm) {
        return CrossProduct.compare(bad, ErrorBudget.MILLION, total, ErrorBudget.MILLION - targetPpm) >= 0;
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    private static long wholeMillis(Fraction millis) {
        return millis.numerator().divide(millis.denominator()).min(LARGEST).longValueExact();
    }
}
