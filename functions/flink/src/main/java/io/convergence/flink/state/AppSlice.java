package io.convergence.flink.state;

import org.jspecify.annotations.Nullable;

/**
 * Map key of the vitals of one app in one slice.
 *
 * @param app application
 * @param start start of the slice, epoch milliseconds, inclusive
 */
public record AppSlice(String app, long start) {

    /** Written out: the derived method is called through method handles, which costs more than the comparison. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AppSlice that && that.start == start && that.app.equals(app);
    }

    /** The same value on every JVM and in every release. */
    @Override
    public int hashCode() {
        return 31 * app.hashCode() + Long.hashCode(start);
    }
}
