package io.convergence.bench.micro;

import io.convergence.core.arithmetic.Ratio;
import io.convergence.core.collapse.CollapsePolicy;
import io.convergence.core.collapse.CollapseRule;
import io.convergence.core.convergence.ConvergenceRule;
import io.convergence.core.convergence.HeartbeatPolicy;
import io.convergence.core.convergence.HostEvaluation;
import io.convergence.core.convergence.HostIntake;
import io.convergence.core.convergence.HostRules;
import io.convergence.core.convergence.HostWindow;
import io.convergence.core.convergence.Schedule;
import io.convergence.core.convergence.Thresholds;
import io.convergence.core.rum.Beacon;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.EpisodeRule;
import io.convergence.core.vitals.Vitals;
import io.convergence.core.window.Bounds;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.RumPartial;
import io.convergence.core.window.SliceBundles;
import io.convergence.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
 * Hosts with one healthy view a minute, evaluated where their schedule says, in one thread. One operation is a view; one
 * invocation is a minute. With a minimum of 1 view every slice is evaluated, with one of 20 only the minutes are.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SparseBench {
    private static final int HOSTS = 2_000;
    private static final long MINUTE = 60_000;
    private static final long START = 1_767_225_600_000L;
    private static final WindowSpec WINDOW = WindowSpec.DEFAULTS;

    private record Host(HostWindow window, HeapMemory memory) {}

    /** Fewest views with which a verdict can be other than healthy. */
    @Param({"1", "20"})
    private int minViews = 20;

    private final List<Host> hosts = new ArrayList<>();
    private final SliceBundles slices = new SliceBundles(Thresholds.DEFAULTS.lcpP75Millis());
    private final Random random = new Random(1);
    private HostRules rules = rules(20);
    private long minute;

    /** A measurement, created by JMH. */
    public SparseBench() {}

    /** Makes the hosts and fills their windows. */
    @Setup
    public void prepare() {
        rules = rules(minViews);
        minute = START;
        hosts.clear();
        for (int number = 0; number < HOSTS; number++) {
            hosts.add(new Host(new HostWindow(new HostKey("acme", "h" + number + ".example")), new HeapMemory()));
        }
        for (int filled = 0; filled < 2 * WINDOW.sizeMillis() / MINUTE; filled++) {
            views();
        }
    }

    /** A view of each host and the evaluations of a minute; returns the number of evaluations. */
    @Benchmark
    @OperationsPerInvocation(HOSTS)
    public int views() {
        int evaluations = 0;
        for (Host host : hosts) {
            long at = minute + random.nextInt((int) MINUTE);
            long slice = WINDOW.sliceOf(at);
            evaluations += evaluate(host, slice);
            HostKey key = host.window().key();
            slices.add(key, slice, RumPartial.ON_TIME, view(key, at));
            slices.drainBefore(
                    Long.MAX_VALUE,
                    bundle -> new HostIntake(rules).addViews(host.window(), host.memory(), bundle.slices()));
            evaluations += evaluate(host, minute + MINUTE);
        }
        minute += MINUTE;
        return evaluations;
    }

    /** Evaluates the boundaries of a host that its schedule names, up to an instant; returns their number. */
    private int evaluate(Host host, long through) {
        int evaluations = 0;
        for (long next = new Schedule(rules).next(host.window());
                next <= through;
                next = new Schedule(rules).next(host.window())) {
            new HostEvaluation(rules).evaluate(host.window(), host.memory(), next);
            evaluations++;
        }
        return evaluations;
    }

    private static Beacon view(HostKey key, long at) {
        Vitals vitals = new Vitals(1_200.0, null, null, null, null, null);
        return new Beacon("b", key.tenant(), "shop", key.host(), "/", "chrome", at, vitals, 0, 0, "");
    }

    private static HostRules rules(int minViews) {
        return new HostRules(
                WINDOW,
                new ConvergenceRule(
                        new Thresholds(minViews, new Ratio(1, 10), 4000, 20, 2, new Ratio(1, 2), 1, 300_000, 3)),
                new CollapseRule(CollapsePolicy.DEFAULTS),
                new EpisodeRule(EpisodePolicy.DEFAULTS),
                HeartbeatPolicy.DEFAULTS,
                Bounds.DEFAULTS);
    }
}
