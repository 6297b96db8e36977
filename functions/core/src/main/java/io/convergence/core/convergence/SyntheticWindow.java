package io.convergence.core.convergence;

import io.convergence.core.window.SlidingCounts;
import io.convergence.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Synthetic results of a host or of one of its apps in a sliding window. Mutable, not thread-safe. */
public final class SyntheticWindow {
    /** Number of counters per slice: samples, failures. */
    public static final int WIDTH = 2;

    private static final int SAMPLES = 0;
    private static final int FAILURES = 1;

    /** Memory of a failure with its location, bytes, rounded up. */
    private static final long LOCATED_BYTES = 120;

    private final SlidingCounts counts;
    private final List<LocatedFailure> located;

    /** A window without results. */
    public SyntheticWindow() {
        this(new SlidingCounts(WIDTH), List.of());
    }

    /** A window restored from state. */
    public SyntheticWindow(SlidingCounts counts, List<LocatedFailure> located) {
        this.counts = counts;
        this.located = new ArrayList<>(located);
    }

    /**
     * Adds a sample, or removes one that was added.
     *
     * @param times 1 to add, -1 to remove
     * @param locate whether to store the locations of failures; an empty location is never stored
     */
    public void add(WindowSpec window, SyntheticSample sample, int times, boolean locate) {
        long slice = window.sliceOf(sample.receivedAt());
        counts.add(window, slice, times, sample.failed() ? times : 0);
        if (locate && sample.failed() && !sample.location().isEmpty()) {
            LocatedFailure failure = new LocatedFailure(slice, sample.location());
            if (times > 0) {
                located.add(failure);
            } else {
                located.remove(failure);
            }
        }
    }

    /** Whether the slice of a sample has samples. */
    boolean hasSamplesBeside(WindowSpec window, SyntheticSample sample) {
        long slice = window.sliceOf(sample.receivedAt());
        int at = counts.firstAtOrAfter(slice);
        return at < counts.size() && counts.startAt(at) == slice && counts.cellAt(at, SAMPLES) > 0;
    }

    /** Advances the window to end at a later boundary. */
    public void advance(WindowSpec window, long boundary) {
        counts.advance(window, boundary, 1);
        located.removeIf(failure -> failure.sliceStart() < boundary - window.sizeMillis());
    }

    /** Number of samples in the window. */
    public long samples() {
        return counts.total(SAMPLES);
    }

    /** Number of failures in the window. */
    public long failures() {
        return counts.total(FAILURES);
    }

    /** Samples of the last {@code spanMillis} of the window, a multiple of the slide. */
    long samples(long spanMillis) {
        return counts.sum(SAMPLES, counts.through() - spanMillis, counts.through());
    }

    /** Samples that every window from the present one to the one that ends at an instant has, whatever enters them. */
    long leastSamples(long spanMillis, long until) {
        return counts.sum(SAMPLES, until - spanMillis, counts.through());
    }

    /**
     * Most failures of a span at the end of any window from the present one to the one that ends at an instant.
     *
     * @param spanMillis length of the span, at most that of the window
     */
    long mostFailures(long spanMillis, long until) {
        return counts.sum(FAILURES, counts.through() - spanMillis, until);
    }

    /** Failures of the last {@code spanMillis} of the window, a multiple of the slide. */
    long failures(long spanMillis) {
        return counts.sum(FAILURES, counts.through() - spanMillis, counts.through());
    }

    /**
     * Adds the locations of the failures of the last {@code spanMillis} of the window, at most the whole window; an empty
     * location is none.
     */
    void failingLocations(Set<String> locations, long spanMillis) {
        for (LocatedFailure failure : located) {
            boolean inSpan =
                    failure.sliceStart() < counts.through() && counts.through() - failure.sliceStart() <= spanMillis;
            if (inSpan && !failure.location().isEmpty()) {
                locations.add(failure.location());
            }
        }
    }

    /** Memory that the window occupies, in bytes, estimated from the number of slices and failures. */
    long heapBytes() {
        return counts.heapBytes() + LOCATED_BYTES * located.size();
    }

    /** The counters by slice. */
    public SlidingCounts counts() {
        return counts;
    }

    /** The failures with their locations. */
    public List<LocatedFailure> located() {
        return List.copyOf(located);
    }
}
