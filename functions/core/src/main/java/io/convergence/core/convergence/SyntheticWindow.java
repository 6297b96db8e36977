package io.convergence.core.convergence;

import io.convergence.core.window.SlidingCounts;
import io.convergence.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The synthetic plane of a host, or of one app of it, over a sliding window. Mutable, not thread-safe. */
public final class SyntheticWindow {
    /** Counters a slice: samples, failures. */
    public static final int WIDTH = 2;

    private static final int SAMPLES = 0;
    private static final int FAILURES = 1;

    private final SlidingCounts counts;
    private final List<LocatedFailure> located;

    /** A window without a sample. */
    public SyntheticWindow() {
        this(new SlidingCounts(WIDTH), List.of());
    }

    /** A window as it was remembered. */
    public SyntheticWindow(SlidingCounts counts, List<LocatedFailure> located) {
        this.counts = counts;
        this.located = new ArrayList<>(located);
    }

    /**
     * Counts a sample, or takes one back that was counted.
     *
     * @param times 1 or -1
     * @param locate whether to remember the locations of failures
     */
    public void add(WindowSpec window, SyntheticSample sample, int times, boolean locate) {
        long slice = window.sliceOf(sample.receivedAt());
        counts.add(window, slice, times, sample.failed() ? times : 0);
        if (locate && sample.failed()) {
            LocatedFailure failure = new LocatedFailure(slice, sample.location());
            if (times > 0) {
                located.add(failure);
            } else {
                located.remove(failure);
            }
        }
    }

    /** Moves the window on to end at a later boundary. */
    public void advance(WindowSpec window, long boundary) {
        counts.advance(window, boundary, 1);
        located.removeIf(failure -> failure.sliceStart() < boundary - window.sizeMillis());
    }

    /** Samples in the window. */
    public long samples() {
        return counts.total(SAMPLES);
    }

    /** Failures in the window. */
    public long failures() {
        return counts.total(FAILURES);
    }

    /** Samples of the last {@code spanMillis} of the window, a multiple of the slide. */
    long samples(long spanMillis) {
        return counts.sum(SAMPLES, counts.through() - spanMillis, counts.through());
    }

    /** Failures of the last {@code spanMillis} of the window, a multiple of the slide. */
    long failures(long spanMillis) {
        return counts.sum(FAILURES, counts.through() - spanMillis, counts.through());
    }

    /** Adds the locations of the failures of the last {@code spanMillis} of the window. */
    void failingLocations(Set<String> locations, long spanMillis) {
        for (LocatedFailure failure : located) {
            if (failure.sliceStart() < counts.through() && failure.sliceStart() >= counts.through() - spanMillis) {
                locations.add(failure.location());
            }
        }
    }

    /** The slices. */
    public SlidingCounts counts() {
        return counts;
    }

    /** The failures whose locations are remembered. */
    public List<LocatedFailure> located() {
        return List.copyOf(located);
    }
}
