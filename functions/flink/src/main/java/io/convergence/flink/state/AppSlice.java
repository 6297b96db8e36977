package io.convergence.flink.state;

/**
 * A slice of an app on a host: names the vitals that are remembered of it.
 *
 * @param app application
 * @param start start of the slice, epoch milliseconds, inclusive
 */
public record AppSlice(String app, long start) {

    /** Equal on every JVM and in every release. */
    @Override
    public int hashCode() {
        return 31 * app.hashCode() + Long.hashCode(start);
    }
}
