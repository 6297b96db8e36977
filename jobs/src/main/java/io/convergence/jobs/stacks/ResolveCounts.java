package io.convergence.jobs.stacks;

import io.convergence.flink.stacks.PlatformFrames;
import io.convergence.symbols.archive.SymbolPlatform;
import io.convergence.symbols.stack.ResolvedStack;
import io.convergence.symbols.store.ResolveObserver;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts of the frames that a process has looked for, and the time that it took. Thread-safe. */
final class ResolveCounts implements ResolveObserver {
    private final Map<SymbolPlatform, Counts> platforms = new ConcurrentHashMap<>();

    private record Counts(LongAdder resolved, LongAdder unresolved, LongAdder nanos) {
        Counts() {
            this(new LongAdder(), new LongAdder(), new LongAdder());
        }
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void resolved(SymbolPlatform platform, ResolvedStack stack, long nanos) {
        Counts counts = counts(platform);
        counts.resolved().add(stack.resolved());
        counts.unresolved().add(Math.max(0, stack.seen() - stack.resolved()));
        counts.nanos().add(nanos);
    }

    /** The counts of each platform. */
    List<PlatformFrames> frames() {
        return Arrays.stream(SymbolPlatform.values())
                .map(platform -> {
                    Counts counts = counts(platform);
                    return new PlatformFrames(
                            platform.label(),
                            counts.resolved()::sum,
                            counts.unresolved()::sum,
                            () -> counts.nanos().sum() / 1_000_000);
                })
                .toList();
    }

    private Counts counts(SymbolPlatform platform) {
        return platforms.computeIfAbsent(platform, key -> new Counts());
    }
}
