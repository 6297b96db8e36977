package io.convergence.core.slo.definition;

import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.budget.PeriodCalendar;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Generation number of the counts of an objective: the first 63 bits of the SHA-256 of a canonical text, in UTF-8, of
 * everything that stored counts depend on. For {@code Occurrences} that is the SLI; for methods of slices also the method,
 * the length, target and grid of the slices and the no-data policy. In the canonical text every string is preceded by its
 * length and every list by its size, so that different values have different texts.
 */
public final class CountsGeneration {
    private CountsGeneration() {}

    /**
     * The generation number of an objective, 0 or more; equal objectives have equal numbers on every machine.
     *
     * @param sliceTargetPpm target of a slice, used for {@code Timeslices} only
     * @param sliceMillis length of a slice, not used for {@code Occurrences}
     */
    public static long of(
            Sli sli, BudgetingMethod method, int sliceTargetPpm, long sliceMillis, NoDataPolicy noData, Period period) {
        if (method == BudgetingMethod.OCCURRENCES) {
            return ofSli(sli);
        }
        StringBuilder text = new StringBuilder("slices1 ");
        append(text, canonical(sli));
        append(text, method.name());
        text.append(sliceMillis).append(' ');
        text.append(method == BudgetingMethod.TIMESLICES ? sliceTargetPpm : 0).append(' ');
        append(text, noData.name());
        text.append(PeriodCalendar.gridOffset(period, sliceMillis)).append(' ');
        return hash(text.toString());
    }

    /** The number of an SLI alone. State before version 3 numbers the generations of every objective by it. */
    public static long ofSli(Sli sli) {
        return hash(canonical(sli));
    }

    private static long hash(String canonical) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong() >>> 1;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private static String canonical(Sli sli) {
        StringBuilder text = new StringBuilder("sli1 ");
        append(text, sli.source().label());
        text.append(sli.where().size()).append(' ');
        for (Selector selector : sli.where()) {
            append(text, selector.key());
            append(text, selector.glob() ? "glob" : "in");
            append(text, selector.values());
        }
        Condition good = sli.good();
        append(text, good.kind().name());
        append(text, good.measurement() == null ? "" : good.measurement());
        append(text, good.comparison() == null ? "" : good.comparison().label());
        append(text, Long.toHexString(Double.doubleToLongBits(good.threshold())));
        append(text, good.verdicts());
        append(text, sli.groupBy());
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> values) {
        text.append(values.size()).append(' ');
        values.forEach(value -> append(text, value));
    }

    private static void append(StringBuilder text, String value) {
        text.append(value.length()).append(':').append(value).append(' ');
    }
}
