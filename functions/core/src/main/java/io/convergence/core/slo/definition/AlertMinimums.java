package io.convergence.core.slo.definition;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Least counts in the long window of a tier that may fire, of one objective, in place of those that apply to all
 * objectives. They delay the start of an alert and never end one.
 *
 * @param events fewest events or, for methods of slices, fewest slices that count; null for that of all objectives
 * @param bad fewest bad events or, for methods of slices, fewest slices with a bad event; null for that of all
 *     objectives
 */
public record AlertMinimums(
        @Nullable Integer events, @Nullable Integer bad) implements Serializable {
    /** The minimums of all objectives. */
    public static final AlertMinimums NONE = new AlertMinimums(null, null);

    /** Fewest events, unless the job sets another number. */
    public static final int DEFAULT_EVENTS = 50;

    /** Fewest bad events, unless the job sets another number. */
    public static final int DEFAULT_BAD = 2;

    /** Fewest slices that count, unless the job sets another number. */
    public static final int DEFAULT_SLICES = 5;

    /** Fewest slices with a bad event, unless the job sets another number. */
    public static final int DEFAULT_BAD_SLICES = 2;
}
