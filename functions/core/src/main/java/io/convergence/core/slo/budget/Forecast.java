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

    /** Margin of the double comparison that decides where the exact one is needed: far above its rounding error. */
    private static final double MARGIN = 1e-9;

    private Forecast() {}

    /**
     * The time in which the remaining budget is spent: {@code remaining * period / burn}; 0 when nothing remains. With a
     * whole budget remaining it is the time to exhaustion of Google, The Site Reliability Workbook, chapter 5, table
     * 5-4.
     *
     * @param remaining remaining share of the budget, or null when unknown
     * @param periodMillis length of the period
     * @param burn burn rate, or null when unknown
     */
    public static @Nullable Long remainingAwareMillis(
            @Nullable Fraction remaining, long periodMillis, @Nullable Fraction burn) {
        if (remaining == null) {
            return null;
        }
        if (remaining.signum() <= 0) {
            return 0L;
        }
        return burn == null || burn.signum() == 0 ? null : wholeMillis(lasts(remaining, periodMillis, burn));
    }

    /**
     * The first moment at which a rolling budget is exhausted, when old buckets leave the period while the burn rate
     * continues. Traffic is assumed constant, so the period's total is too. Units that turn bad from now on leave a
     * period later, when the burn rate alone decides; so the result is at most one period, or never.
     *
     * @param periodMillis length of the period
     * @param bucketMillis length of a bucket
     * @param firstLeavesMillis time until the oldest bucket leaves; each later one leaves a bucket's length after it
     * @param bad bad units of each bucket, oldest first
     * @param total all units of the period
     * @param targetPpm the target, parts per million
     * @param burn burn rate, or null when unknown
     */
    public static @Nullable Long rollOffAwareMillis(
            long periodMillis,
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
        double perBad = ErrorBudget.MILLION / ((double) (ErrorBudget.MILLION - targetPpm) * total);
        double perMilli = burn.toDouble() / periodMillis;
        for (int i = 0; i < bad.length && left > 0; i++) {
            long leaves = firstLeavesMillis + i * bucketMillis;
            if (leaves > periodMillis) {
                break;
            }
            if (bad[i] > 0 && left * perBad + leaves * perMilli > 1 - MARGIN) {
                Fraction spent = spentAfter(left, total, targetPpm, periodMillis, burn);
                if (spent.compareTo(Fraction.of(leaves)) < 0) {
                    return wholeMillis(spent);
                }
            }
            left -= bad[i];
        }
        Fraction spent = spentAfter(left, total, targetPpm, periodMillis, burn);
        return spent.compareTo(Fraction.of(periodMillis)) <= 0 ? wholeMillis(spent) : null;
    }

    /** The exact time in milliseconds in which a share of the budget is spent; the burn rate is positive. */
    static Fraction lasts(Fraction remaining, long periodMillis, Fraction burn) {
        return remaining.times(Fraction.of(periodMillis)).dividedBy(burn);
    }

    /** The time of exhaustion if no further bucket leaves. */
    private static Fraction spentAfter(long bad, long total, int targetPpm, long periodMillis, Fraction burn) {
        Fraction consumed = Fraction.of(bad).dividedBy(ErrorBudget.allowedBad(total, targetPpm));
        return lasts(Fraction.ONE.minus(consumed), periodMillis, burn);
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
