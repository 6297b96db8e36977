package io.convergence.query;

import io.convergence.query.store.Store;
import io.convergence.query.symbols.ImportFolder;
import io.convergence.query.symbols.LateStacks;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** Tasks that are repeated until they are closed, in two threads. A failure is logged and does not end the repetition. */
final class BackgroundTasks implements AutoCloseable {
    /** Interval between two looks for stacks of errors whose symbol files came late. */
    private static final Duration LATE_STACKS = Duration.ofSeconds(10);

    private final ScheduledExecutorService thread = thread("query-tasks");
    /** Reading a symbol file may take long. */
    private final ScheduledExecutorService stacks = thread("query-stacks");

    /** Interval between two looks into the folder of archives. */
    private static final Duration IMPORTS = Duration.ofMinutes(3);

    /** Repeats a task with a pause of an interval. */
    void repeat(Runnable task, Duration interval) {
        repeat(thread, task, interval);
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

    /** Imports the archives of a folder at once and then repeatedly, while the database answers. */
    void importArchives(Store store, ImportFolder folder) {
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
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread named = new Thread(task, name);
            named.setDaemon(true);
            return named;
        });
    }
}
