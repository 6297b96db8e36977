package io.convergence.flink.state;

/**
 * Map key of the counts of one minute.
 *
 * @param generation generation of the SLI
 * @param minute start of the minute, epoch milliseconds, inclusive
 */
public record GenerationMinute(long generation, long minute) {

    /** The same value on every JVM and in every release. */
    @Override
    public int hashCode() {
        return 31 * Long.hashCode(generation) + Long.hashCode(minute);
    }
}
