package io.convergence.bench.latency;

import io.convergence.bench.Figures;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Time from the last view of a host to its first signal at a reader of committed records, for hosts of one rate.
 *
 * @param name the rate, for people
 * @param limitMillis time that must not be exceeded
 * @param delays the times in milliseconds, of the hosts with a signal
 * @param missing hosts without a signal, or with one that fired before their views stopped
 */
record OutageReport(String name, long limitMillis, List<Long> delays, List<String> missing) {
    OutageReport {
        delays = List.copyOf(delays);
        missing = List.copyOf(missing);
    }

    /**
     * Joins hosts with their first signals.
     *
     * @param lastViews time of the last view of each host, epoch milliseconds
     */
    static OutageReport of(String name, long limitMillis, Map<String, Long> lastViews, List<SeenSignal> signals) {
        List<Long> delays = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        lastViews.forEach((host, last) -> signals.stream()
                .filter(signal -> signal.host().equals(host))
                .findFirst()
                .filter(signal -> signal.occurredAt() > last)
                .ifPresentOrElse(signal -> delays.add(signal.readAt() - last), () -> missing.add(host)));
        return new OutageReport(name, limitMillis, delays, missing);
    }

    /** Whether every outage was detected within the limit. */
    boolean holds() {
        return missing.isEmpty() && delays.stream().allMatch(delay -> delay < limitMillis);
    }

    void print(PrintStream out) {
        missing.forEach(host -> out.println(Figures.line("WRONG", host + ": no signal after its last view")));
        if (!delays.isEmpty()) {
            long[] sorted = delays.stream().mapToLong(Long::longValue).toArray();
            out.println(Figures.line(
                    name,
                    "p50 %.1f s, max %.1f s over %d outages, limit %d s: %s"
                            .formatted(
                                    Figures.percentile(50, sorted) / 1e3,
                                    Figures.percentile(100, sorted) / 1e3,
                                    delays.size(),
                                    limitMillis / 1000,
                                    holds() ? "within" : "NOT WITHIN")));
        }
    }
}
