package io.convergence.core.convergence;

import io.convergence.core.synthetic.SyntheticResult;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What convergence reads of a web-facing synthetic result.
 *
 * @param receivedAt event time, epoch milliseconds
 * @param app the app it speaks for, or empty when it speaks for every app of the host
 * @param failed whether the check failed
 * @param location where it ran from, or empty
 */
public record SyntheticSample(long receivedAt, String app, boolean failed, String location)
        implements Comparable<SyntheticSample> {
    private static final Comparator<SyntheticSample> EARLIEST_FIRST = Comparator.comparingLong(
                    SyntheticSample::receivedAt)
            .thenComparing(SyntheticSample::failed, Comparator.reverseOrder())
            .thenComparing(SyntheticSample::app)
            .thenComparing(SyntheticSample::location);

    /** The sample a result makes. */
    public static SyntheticSample of(SyntheticResult result) {
        return new SyntheticSample(
                result.receivedAt(), orEmpty(result.app()), !result.success(), orEmpty(result.location()));
    }

    /** Earliest first; of two at once a failure comes first, so that repeating an id never hides one. */
    @Override
    public int compareTo(SyntheticSample other) {
        return EARLIEST_FIRST.compare(this, other);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
