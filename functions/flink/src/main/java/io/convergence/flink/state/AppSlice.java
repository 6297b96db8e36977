package io.convergence.flink.state;

/**
 * Map key of the vitals of one app in one slice.
 *
 * @param app application
 * @param start start of the slice, epoch milliseconds, inclusive
 */
public record AppSlice(String app, long start) {

    /** The same value on every JVM and in every release. */
    @Override
    public int hashCode() {
        return 31 * app.hashCode() + Long.hashCode(start);
    }
}
