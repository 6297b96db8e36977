package io.convergence.query.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Share of the database connections among tenants: a tenant uses at most half of them while another tenant waits, and all
 * of them otherwise. Tasks beyond that wait for a bounded time; tenants with waiting tasks take turns. Thread-safe.
 */
public final class TenantWork {
    private static final int MOST_WAITING = 1_000;

    private final Executor threads;
    private final int connections;
    private final int half;
    private final long mostNanos;
    private final LongSupplier nanoTime;

    /** Tenants with running or waiting tasks; the one whose task started last stands last. */
    private final Map<String, Lane> lanes = new LinkedHashMap<>();

    private int running;

    /**
     * Creates the share.
     *
     * @param threads as many as there are connections
     * @param connections number of connections for tasks, at least 1
     * @param longest longest time that a task waits
     * @param nanoTime clock of the waiting times
     */
    public TenantWork(Executor threads, int connections, Duration longest, LongSupplier nanoTime) {
        this.threads = threads;
        this.connections = connections;
        this.half = (connections + 1) / 2;
        this.mostNanos = longest.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Tasks of one tenant. */
    private static final class Lane {
        private final Queue<Task> waiting = new ArrayDeque<>();
        private int running;
    }

    /** A task, and what is run in its place when it waited too long. */
    private record Task(String tenant, Runnable run, Runnable refused, long submittedAt) {}

    /**
     * Runs a task of a tenant, at once or later.
     *
     * @param refused run in place of the task when too many tasks of the tenant wait already, or when the task has waited
     *     too long
     */
    public void submit(String tenant, Runnable task, Runnable refused) {
        boolean isFull;
        synchronized (lanes) {
            Lane lane = lanes.computeIfAbsent(tenant, name -> new Lane());
            isFull = lane.waiting.size() >= MOST_WAITING;
            if (!isFull) {
                lane.waiting.add(new Task(tenant, task, refused, nanoTime.getAsLong()));
            }
        }
        if (isFull) {
            refused.run();
        }
        startWaiting();
    }

    /** Starts waiting tasks while there are connections for them, and refuses those that have waited too long. */
    private void startWaiting() {
        List<Task> late = new ArrayList<>();
        List<Task> started = new ArrayList<>();
        synchronized (lanes) {
            removeLate(late);
            Task next = next();
            while (next != null) {
                started.add(next);
                next = next();
            }
        }
        late.forEach(task -> task.refused().run());
        started.forEach(task -> threads.execute(() -> run(task)));
    }

    private void run(Task task) {
        try {
            task.run().run();
        } finally {
            synchronized (lanes) {
                running--;
                Lane lane = lanes.get(task.tenant());
                if (lane != null && --lane.running == 0 && lane.waiting.isEmpty()) {
                    lanes.remove(task.tenant());
                }
            }
            startWaiting();
        }
    }

    private void removeLate(List<Task> late) {
        long now = nanoTime.getAsLong();
        for (Lane lane : lanes.values()) {
            Task first = lane.waiting.peek();
            while (first != null && now - first.submittedAt() > mostNanos) {
                late.add(lane.waiting.remove());
                first = lane.waiting.peek();
            }
        }
        lanes.values().removeIf(lane -> lane.running == 0 && lane.waiting.isEmpty());
    }

    /** Takes the next task that may run, or null. A tenant with less than its half goes before one with more. */
    private @Nullable Task next() {
        if (running == connections) {
            return null;
        }
        String chosen = null;
        for (Map.Entry<String, Lane> entry : lanes.entrySet()) {
            Lane lane = entry.getValue();
            if (!lane.waiting.isEmpty() && (chosen == null || lane.running < half)) {
                chosen = entry.getKey();
                if (lane.running < half) {
                    break;
                }
            }
        }
        Lane lane = chosen == null ? null : lanes.remove(chosen);
        if (chosen == null || lane == null) {
            return null;
        }
        lanes.put(chosen, lane);
        lane.running++;
        running++;
        return lane.waiting.remove();
    }
}
