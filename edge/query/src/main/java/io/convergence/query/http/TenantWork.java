package io.convergence.query.http;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Share of the database connections among tenants: a tenant uses at most half of them at once, and its further requests
 * wait for its own earlier ones. Thread-safe.
 */
public final class TenantWork {
    private static final int MOST_WAITING = 200;

    private final Executor threads;
    private final int mostRunning;
    private final Map<String, Lane> lanes = new HashMap<>();

    /**
     * Creates the share.
     *
     * @param threads as many as there are connections
     * @param connections number of connections, at least 1
     */
    public TenantWork(Executor threads, int connections) {
        this.threads = threads;
        this.mostRunning = Math.max(1, connections / 2);
    }

    /** Tasks of one tenant. */
    private static final class Lane {
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private int running;
    }

    /** Runs a task of a tenant, at once or later; false when too many tasks of the tenant wait already. */
    public boolean submit(String tenant, Runnable task) {
        synchronized (lanes) {
            Lane lane = lanes.computeIfAbsent(tenant, name -> new Lane());
            if (lane.running == mostRunning) {
                return lane.waiting.size() < MOST_WAITING && lane.waiting.add(task);
            }
            lane.running++;
        }
        threads.execute(() -> run(tenant, task));
        return true;
    }

    private void run(String tenant, Runnable task) {
        try {
            task.run();
        } finally {
            Runnable next = next(tenant);
            if (next != null) {
                threads.execute(() -> run(tenant, next));
            }
        }
    }

    private @Nullable Runnable next(String tenant) {
        synchronized (lanes) {
            Lane lane = lanes.get(tenant);
            if (lane == null) {
                return null;
            }
            Runnable next = lane.waiting.poll();
            if (next == null && --lane.running == 0) {
                lanes.remove(tenant);
            }
            return next;
        }
    }
}
