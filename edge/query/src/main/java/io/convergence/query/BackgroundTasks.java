package io.convergence.query;

import io.convergence.query.erasure.RepeatedErasures;
import io.convergence.query.store.Store;
import io.convergence.query.symbols.ImportFolder;
import io.convergence.query.symbols.LateStacks;
import io.convergence.recordings.RecordingObjects;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Tasks that are repeated until they are closed, in three threads, and the threads of tasks that requests wait for. A failure
 * is logged and does not end the repetition.
 */
final class BackgroundTasks implements AutoCloseable {
    /** Interval between two looks for stacks of errors whose symbol files came late. */
    private static final Duration LATE_STACKS = Duration.ofSeconds(10);

    /** Interval between two looks whether the database answers. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    /** Interval between two looks for erasures that are to be applied again. */
    private static final Duration ERASURES = Duration.ofSeconds(10);

    /** Stacks of errors that are resolved at a time while a request waits. */
    private static final int SHOWN_STACKS = 2;

    private final ScheduledExecutorService thread = thread("query-tasks");
    /** Reading a symbol file may take long. */
    private final ScheduledExecutorService stacks = thread("query-stacks");
    /** An object store that does not answer may delay an erasure. */
    private final ScheduledExecutorService erasures = thread("query-erasures");

    /** Interval between two looks into the folder of archives. */
    private static final Duration IMPORTS = Duration.ofMinutes(3);

    private final ExecutorService shownStacks =
            Executors.newFixedThreadPool(SHOWN_STACKS, task -> daemon(task, "query-shown-stacks"));

    /** Threads for requests that wait for the database. */
    static ExecutorService ofRequests(int count) {
        return Executors.newFixedThreadPool(count, task -> daemon(task, "query-store"));
    }

    /** Looks again and again whether the database answers. */
    void repeatLook(Store store) {
        repeat(store::look, LOOK);
    }

    /** Applies erasures again while the sessions job can bring rows back. */
    void repeatErasures(Store store, RecordingObjects recordings) {
        repeat(erasures, new RepeatedErasures(store, recordings), ERASURES);
    }

    /** Repeats a task with a pause of an interval. */
    void repeat(Runnable task, Duration interval) {
        repeat(thread, task, interval);
    }

    /** Threads for stacks of errors that are resolved while a request waits. */
    ExecutorService shownStacks() {
        return shownStacks;
    }

    /** Resolves stacks of errors whose symbol files came late, while the database answers. */
    void resolveLate(Store store, LateStacks late) {
        repeat(
                stacks,
                () -> {
                    if (store.isReady()) {
                        late.run();
                    }
                },
                LATE_STACKS);
    }

    /** Imports the archives of a folder, if there is one, at once and then repeatedly, while the database answers. */
    void importArchives(Store store, @Nullable ImportFolder folder) {
        if (folder == null) {
            return;
        }
        Runnable task = () -> {
            if (store.isReady()) {
                folder.run();
            }
        };
        repeat(stacks, task, Duration.ZERO, IMPORTS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        stacks.shutdownNow();
        erasures.shutdownNow();
        shownStacks.shutdownNow();
    }

    private static void repeat(ScheduledExecutorService thread, Runnable task, Duration interval) {
        repeat(thread, task, interval, interval);
    }

    private static void repeat(ScheduledExecutorService thread, Runnable task, Duration first, Duration interval) {
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        LoggerFactory.getLogger(Query.class).error("a background task failed", e);
                    }
                },
                first.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> daemon(task, name));
    }

    /** A thread that does not keep the process running. */
    static Thread daemon(Runnable task, String name) {
        Thread named = new Thread(task, name);
        named.setDaemon(true);
        return named;
    }
}
