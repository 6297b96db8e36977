package io.convergence.flink.state;

/**
 * Map key of an open report.
 *
 * @param generation generation of the SLI
 * @param kind label of the report kind
 */
public record GenerationReport(long generation, String kind) {

    /** The same value on every JVM and in every release. */
    @Override
    public int hashCode() {
        return 31 * Long.hashCode(generation) + kind.hashCode();
    }
}
