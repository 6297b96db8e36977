package io.convergence.query.metrics;

import io.convergence.symbols.archive.SymbolPlatform;
import io.convergence.symbols.stack.ResolvedStack;
import io.convergence.symbols.store.PlatformCount;
import io.convergence.symbols.store.ResolveObserver;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;

/** Metrics of symbol files and of the stacks that this service resolves. Thread-safe. Labels never name an app. */
public final class SymbolMetrics implements ResolveObserver {
    private static final String PREFIX = "convergence_query_symbols_";
    private static final double[] SECONDS = {0.001, 0.005, 0.025, 0.1, 0.5, 1, 2, 5, 10, 30};

    private final Counter uploads;
    private final Counter stacks;
    private final Counter frames;
    private final Histogram seconds;
    private final Gauge archives;
    private final Gauge lateStacks;

    SymbolMetrics(PrometheusRegistry registry) {
        uploads = Counter.builder()
                .name(PREFIX + "uploads_total")
                .help("Archives that were sent, by outcome: stored, refused, full or failed.")
                .labelNames("platform", "outcome")
                .register(registry);
        stacks = Counter.builder()
                .name(PREFIX + "stacks_total")
                .help("Stacks that were resolved with an archive, by status.")
                .labelNames("platform", "status")
                .register(registry);
        frames = Counter.builder()
                .name(PREFIX + "frames_total")
                .help("Frames of those stacks that name a place, by whether they were resolved.")
                .labelNames("platform", "resolved")
                .register(registry);
        seconds = Histogram.builder()
                .name(PREFIX + "resolve_seconds")
                .help("Time to resolve a stack, reading of files included.")
                .labelNames("platform")
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .register(registry);
        archives = Gauge.builder()
                .name(PREFIX + "archives")
                .help("Archives that are stored for all tenants.")
                .labelNames("platform")
                .register(registry);
        lateStacks = Gauge.builder()
                .name(PREFIX + "late_stacks")
                .help("Stacks of errors that were not yet resolved with the archive that came after them.")
                .labelNames("platform")
                .register(registry);
    }

    /**
     * Counts an archive that was sent.
     *
     * @param outcome {@code stored}, {@code refused}, {@code full} or {@code failed}
     */
    public void countUpload(SymbolPlatform platform, String outcome) {
        uploads.labelValues(platform.label(), outcome).inc();
    }

    /** Sets the numbers of what is stored; a platform that is absent has none. */
    public void setCounts(List<PlatformCount> counts) {
        for (SymbolPlatform platform : SymbolPlatform.values()) {
            PlatformCount count = counts.stream()
                    .filter(candidate -> candidate.platform().equals(platform.label()))
                    .findFirst()
                    .orElse(new PlatformCount(platform.label(), 0, 0));
            archives.labelValues(count.platform()).set((double) count.archives());
            lateStacks.labelValues(count.platform()).set((double) count.lateStacks());
        }
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void resolved(SymbolPlatform platform, ResolvedStack stack, long nanos) {
        stacks.labelValues(platform.label(), stack.status().label()).inc();
        frames.labelValues(platform.label(), "true").inc(stack.resolved());
        frames.labelValues(platform.label(), "false").inc(Math.max(0, stack.seen() - stack.resolved()));
        seconds.labelValues(platform.label()).observe(nanos / 1e9);
    }
}
