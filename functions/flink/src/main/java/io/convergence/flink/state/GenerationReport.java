package io.convergence.flink.state;

/**
 * Names the open report of a kind of a generation.
 *
 * @param generation of the SLI
 * @param kind label of the kind
 */
public record GenerationReport(long generation, String kind) {

    /** Equal on every JVM and in every release. */
    @Override
    public int hashCode() {
        return 31 * Long.hashCode(generation) + kind.hashCode();
    }
}
