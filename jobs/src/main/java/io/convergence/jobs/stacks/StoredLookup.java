package io.convergence.jobs.stacks;

import io.convergence.core.error.ErrorStack;
import io.convergence.core.error.StackOutcome;
import io.convergence.flink.stacks.PlatformFrames;
import io.convergence.flink.stacks.StackLookup;
import io.convergence.jobs.postgres.SymbolConnections;
import io.convergence.jobs.postgres.SymbolConnections.StoreFailure;
import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.jobs.settings.StackSettings;
import io.convergence.symbols.stack.TopFrame;
import io.convergence.symbols.store.ArchivedStack;
import io.convergence.symbols.store.StackQuery;
import io.convergence.symbols.store.StoredStacks;
import io.convergence.symbols.store.SymbolBounds;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resolver over the archives of a database. The tasks of a process share one, with its connections and its memory; the last
 * one that is closed closes it. After a failure of the database no stack is looked for during a pause, so that waiting for
 * connections does not add up.
 */
public final class StoredLookup implements StackLookup {
    private static final Logger LOG = LoggerFactory.getLogger(StoredLookup.class);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Map<PostgresSettings, StoredLookup> SHARED = new HashMap<>();

    private final PostgresSettings postgres;
    private final SymbolConnections connections;
    private final StoredStacks stacks;
    private final ResolveCounts counts = new ResolveCounts();
    private int users;
    private volatile long pausedUntil = System.nanoTime();

    private StoredLookup(PostgresSettings postgres, StackSettings settings) {
        this.postgres = postgres;
        connections = new SymbolConnections(postgres);
        stacks = new StoredStacks(connections, SymbolBounds.of(settings.memory()), counts);
    }

    /** The factory of the resolver of a process. */
    public static StackLookup.Factory factory(PostgresSettings postgres, StackSettings settings) {
        return () -> share(postgres, settings);
    }

    private static StoredLookup share(PostgresSettings postgres, StackSettings settings) {
        synchronized (SHARED) {
            StoredLookup shared = SHARED.computeIfAbsent(postgres, key -> new StoredLookup(key, settings));
            shared.users++;
            return shared;
        }
    }

    @Override
    public @Nullable StackOutcome known(ErrorStack stack) {
        return stacks.known(query(stack)).map(StoredLookup::outcome).orElse(null);
    }

    @Override
    public StackOutcome resolve(ErrorStack stack) {
        if (System.nanoTime() - pausedUntil < 0) {
            return StackOutcome.error();
        }
        try {
            return outcome(stacks.resolve(query(stack)));
        } catch (IOException | StoreFailure failure) {
            pausedUntil = System.nanoTime() + PAUSE_NANOS;
            LOG.warn("symbol files cannot be read; stacks of errors pass unresolved for some seconds", failure);
            return StackOutcome.error();
        }
    }

    @Override
    public long bytes() {
        return stacks.bytes();
    }

    @Override
    public long evictions() {
        return stacks.evictions();
    }

    @Override
    public List<PlatformFrames> frames() {
        return counts.frames();
    }

    @Override
    public void close() {
        synchronized (SHARED) {
            users--;
            if (users == 0) {
                SHARED.remove(postgres);
                connections.close();
            }
        }
    }

    private static StackQuery query(ErrorStack stack) {
        return StackQuery.ofSdk(stack.tenant(), stack.appId(), stack.env(), stack.version(), stack.sdk(), stack.text());
    }

    private static StackOutcome outcome(ArchivedStack resolved) {
        return new StackOutcome(
                resolved.stack().status().label(),
                resolved.stack().text(),
                TopFrame.of(resolved.stack()),
                resolved.archive());
    }
}
