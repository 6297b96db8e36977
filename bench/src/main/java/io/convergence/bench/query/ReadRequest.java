package io.convergence.bench.query;

import io.convergence.bench.Figures;
import java.util.concurrent.TimeUnit;

/**
 * A request that is measured.
 *
 * @param name what it reads, for the table of results
 * @param path path and parameters
 * @param limitMillis longest 95th percentile that the design admits
 */
record ReadRequest(String name, String path, long limitMillis) {
    /**
     * Latencies of a request.
     *
     * @param p50Nanos median
     * @param p95Nanos 95th percentile
     * @param bytes length of the compressed answer
     */
    record Measured(ReadRequest read, long p50Nanos, long p95Nanos, int bytes) {
        boolean isWithinLimit() {
            return p95Nanos <= TimeUnit.MILLISECONDS.toNanos(read.limitMillis());
        }

        /** The line of the table; the ratio is to the 50th percentile of a request that reads no table. */
        String line(long emptyNanos) {
            return Figures.line(
                    read.name(),
                    "p50 %7.1f ms  p95 %7.1f ms (limit %d)  %5.1f times an empty request  %,d bytes%s"
                            .formatted(
                                    p50Nanos / 1e6,
                                    p95Nanos / 1e6,
                                    read.limitMillis(),
                                    (double) p50Nanos / emptyNanos,
                                    bytes,
                                    isWithinLimit() ? "" : "  OVER THE LIMIT"));
        }
    }
}
