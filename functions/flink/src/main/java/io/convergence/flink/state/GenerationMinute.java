package io.convergence.flink.state;

/**
 * Names a minute of a generation.
 *
 * @param generation of the SLI
 * @param minute start of the minute, epoch milliseconds
 */
public record GenerationMinute(long generation, long minute) {

    /** Equal on every JVM and in every release. */
    @Override
    public int hashCode() {
        return 31 * Long.hashCode(generation) + Long.hashCode(minute);
    }
}
