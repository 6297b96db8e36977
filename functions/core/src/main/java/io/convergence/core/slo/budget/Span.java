package io.convergence.core.slo.budget;

/**
 * A half-open span of event time.
 *
 * @param start inclusive, epoch milliseconds
 * @param end exclusive, after the start
 */
public record Span(long start, long end) {

    /** Whether an instant lies in the span. */
    public boolean holds(long epochMillis) {
        return start <= epochMillis && epochMillis < end;
    }

    /** Length of the span in milliseconds of physical time. */
    public long millis() {
        return end - start;
    }
}
