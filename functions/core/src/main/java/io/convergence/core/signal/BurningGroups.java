package io.convergence.core.signal;

import java.util.List;

/**
 * The groups of an objective for which a tier fires.
 *
 * @param worst those that burn fastest over the long window, the fastest first; when none fires any more, those that
 *     fired last
 * @param firing number of groups that fire
 */
public record BurningGroups(List<BurningGroup> worst, long firing) {
    /** Most groups that an alert names. */
    public static final int MOST_NAMED = 10;

    public BurningGroups {
        worst = List.copyOf(worst);
    }

    /** Number of groups that fire and are not named. */
    public long others() {
        return Math.max(0, firing - worst.size());
    }
}
