package io.convergence.core.slo.budget;

import io.convergence.core.arithmetic.Fraction;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * When an error budget will be spent if a burn rate goes on. Times are milliseconds from now, rounded down, at most
 * {@link Long#MAX_VALUE}; null is never.
 */
public final class Forecast {
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    /** Far wider than the rounding of the doubles that are compared with it, far below what a person could tell. */
    private static final double DOUBT = 1e-9;

    private Forecast() {}

    /**
     * The time in which a whole budget is spent (Google, The Site Reliability Workbook, chapter 5, table 5-4).
     *
     * @param periodMillis length of the period
     * @param burn burn rate, or null when nothing is known
     */
    public static @Nullable Long naiveMillis(long periodMillis, @Nullable Fraction burn) {
        return remainingAwareMillis(Fraction.ONE, periodMillis, burn);
    }

    /**
     * The time in which what remains is spent: {@code remaining * period / burn}; 0 when nothing remains.
     *
     * @param remaining share of the budget that is left, or null when nothing is known
     * @param periodMillis length of the period
     * @param burn burn rate, or null when nothing is known
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
     * The first moment at which nothing remains of a rolling budget, when old buckets leave the period as wholes while
     * the burn goes on. Traffic stays as it is, so the period's total does. What is burnt from now on leaves after a
     * period; by then the burn alone tells, so the answer lies within a period or is never.
     *
     * @param periodMillis length of the period
     * @param bucketMillis length of a bucket
     * @param firstLeavesMillis time until the oldest bucket leaves; each later one leaves a bucket's length after it
     * @param bad bad ones of each bucket, oldest first
     * @param total all of the period
     * @param targetPpm the target, parts per million
     * @param burn burn rate, or null when nothing is known
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
            if (bad[i] > 0 && left * perBad + leaves * perMilli > 1 - DOUBT) {
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

    /** How long a share of the budget lasts, exactly; the burn is positive. */
    static Fraction lasts(Fraction remaining, long periodMillis, Fraction burn) {
        return remaining.times(Fraction.of(periodMillis)).dividedBy(burn);
    }

    /** When nothing remains if the buckets that are left stay. */
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
