package io.convergence.core.convergence;

import io.convergence.core.synthetic.SyntheticResult;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The part of a web-facing synthetic result that verdicts depend on.
 *
 * @param receivedAt event time, epoch milliseconds
 * @param app app that the check belongs to, or empty when it counts for every app of the host
 * @param failed whether the check failed
 * @param location location that the check ran from, or empty
 */
public record SyntheticSample(long receivedAt, String app, boolean failed, String location)
        implements Comparable<SyntheticSample> {
    private static final Comparator<SyntheticSample> EARLIEST_FIRST = Comparator.comparingLong(
                    SyntheticSample::receivedAt)
            .thenComparing(SyntheticSample::failed, Comparator.reverseOrder())
            .thenComparing(SyntheticSample::app)
            .thenComparing(SyntheticSample::location);

    /** The sample of a result. */
    public static SyntheticSample of(SyntheticResult result) {
        return new SyntheticSample(
                result.receivedAt(), orEmpty(result.app()), !result.success(), orEmpty(result.location()));
    }

    /** Earliest first; failures first among simultaneous samples, so that a repeated id never hides a failure. */
    @Override
    public int compareTo(SyntheticSample other) {
        return EARLIEST_FIRST.compare(this, other);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
