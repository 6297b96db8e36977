package io.convergence.core.slo.budget;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The span a budget is for: rolling, or periods of the calendar, each {@code [start, end)}.
 *
 * @param count how many units, at least 1
 * @param unit {@code m} (minutes), {@code h}, {@code d}, {@code w} when rolling; {@code d}, {@code w}, {@code M},
 *     {@code Q} or {@code Y} of the calendar
 * @param rolling whether it ends now
 * @param anchor local date and time at which a period of the calendar starts, ISO-8601, or null when rolling
 * @param zone IANA time zone of the anchor, or null when rolling
 */
public record Period(
        int count,
        String unit,
        boolean rolling,
        @Nullable String anchor,
        @Nullable String zone) implements Serializable {

    /** The duration as definitions spell it, such as {@code 30d}. */
    public String label() {
        return count + unit;
    }
}
