package io.convergence.core.slo.budget;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Period of an error budget: rolling, or calendar periods, each {@code [start, end)}.
 *
 * @param count number of units, at least 1
 * @param unit {@code m} (minutes), {@code h}, {@code d}, {@code w} when rolling; {@code d}, {@code w}, {@code M},
 *     {@code Q} or {@code Y} for calendar periods
 * @param rolling whether the period always ends at the current boundary
 * @param anchor local date and time at which one of the calendar periods starts, ISO-8601, or null when rolling
 * @param zone IANA time zone of the anchor, or null when rolling
 */
public record Period(
        int count,
        String unit,
        boolean rolling,
        @Nullable String anchor,
        @Nullable String zone) implements Serializable {

    /** The length as spelled in definitions, such as {@code 30d}. */
    public String label() {
        return count + unit;
    }
}
