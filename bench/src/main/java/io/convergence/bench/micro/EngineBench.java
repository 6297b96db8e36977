package io.convergence.bench.micro;

import io.convergence.core.collapse.CollapsePolicy;
import io.convergence.core.collapse.CollapseRule;
import io.convergence.core.convergence.ConvergenceRule;
import io.convergence.core.convergence.HeartbeatPolicy;
import io.convergence.core.convergence.HostEvaluation;
import io.convergence.core.convergence.HostIntake;
import io.convergence.core.convergence.HostMemory;
import io.convergence.core.convergence.HostRules;
import io.convergence.core.convergence.HostWindow;
import io.convergence.core.convergence.Thresholds;
import io.convergence.core.rum.Beacon;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.EpisodeRule;
import io.convergence.core.window.Bounds;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.RumPartial;
import io.convergence.core.window.SliceBundles;
import io.convergence.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The rules of the convergence branch in one thread: views are summed by slice, added to the windows of their hosts,
 * and every host is evaluated at every boundary. One operation is a view; one invocation is a slide with its evaluations.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EngineBench {
    private static final int VIEWS = 100_000;
    private static final int HOSTS = 200;
    private static final long START = 1_767_225_600_000L;
    private static final WindowSpec WINDOW = WindowSpec.DEFAULTS;
    private static final HostRules RULES = new HostRules(
            WINDOW,
            new ConvergenceRule(Thresholds.DEFAULTS),
            new CollapseRule(CollapsePolicy.DEFAULTS),
            new EpisodeRule(EpisodePolicy.DEFAULTS),
            HeartbeatPolicy.DEFAULTS,
            Bounds.DEFAULTS);

    private record Host(HostWindow window, HostMemory memory) {}

    /** Number of pages of each host. */
    @Param({"1", "64"})
    public int pages;

    private final HostIntake intake = new HostIntake(RULES);
    private final HostEvaluation evaluation = new HostEvaluation(RULES);
    private final Map<HostKey, Host> hosts = new HashMap<>();
    private final SliceBundles slices = new SliceBundles(Thresholds.DEFAULTS.lcpP75Millis());
    private final List<Beacon> views = new ArrayList<>();
    private long boundary;

    /** A measurement, created by JMH. */
    public EngineBench() {}

    /** Makes the views of a slide, and a host for each of their host names. */
    @Setup
    public void prepare() {
        hosts.clear();
        views.clear();
        boundary = START;
        SampleViews source = new SampleViews(1, HOSTS, pages);
        for (int number = 0; number < VIEWS; number++) {
            Beacon view = source.next(START + number * WINDOW.slideMillis() / VIEWS);
            views.add(view);
            hosts.computeIfAbsent(HostKey.of(view), key -> new Host(new HostWindow(key), new HeapMemory()));
        }
    }

    /** Adds the views of a slide and evaluates all hosts at its end; returns the number of verdicts. */
    @Benchmark
    @OperationsPerInvocation(VIEWS)
    public int slide() {
        long slice = boundary;
        long shift = slice - START;
        for (Beacon view : views) {
            slices.add(HostKey.of(view), slice, RumPartial.ON_TIME, received(view, view.receivedAt() + shift));
        }
        slices.drainBefore(Long.MAX_VALUE, bundle -> {
            Host host = Objects.requireNonNull(hosts.get(bundle.key()));
            intake.addViews(host.window(), host.memory(), bundle.slices());
        });
        boundary += WINDOW.slideMillis();
        int verdicts = 0;
        for (Host host : hosts.values()) {
            verdicts += evaluation
                    .evaluate(host.window(), host.memory(), boundary)
                    .verdicts()
                    .size();
        }
        return verdicts;
    }

    private static Beacon received(Beacon view, long at) {
        return new Beacon(
                view.id(),
                view.tenant(),
                view.app(),
                view.host(),
                view.page(),
                view.browser(),
                at,
                view.vitals(),
                view.errors(),
                view.failedRequests(),
                view.sdk());
    }
}
