package io.convergence.flink.minutes;

import org.jspecify.annotations.Nullable;

/**
 * Key of a row of a large closed minute.
 *
 * @param minute start of the minute, epoch milliseconds
 * @param page name of the row
 */
public record MinutePage(long minute, String page) {

    /** Written out: the derived method is called through method handles, which costs more than the comparison. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MinutePage that && that.minute == minute && that.page.equals(page);
    }

    /** Equal on every JVM and in every release. */
    @Override
    public int hashCode() {
        return 31 * Long.hashCode(minute) + page.hashCode();
    }
}
