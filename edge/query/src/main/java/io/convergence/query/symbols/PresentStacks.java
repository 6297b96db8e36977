package io.convergence.query.symbols;

import io.convergence.symbols.store.LateStack;
import io.convergence.symbols.store.StackRows;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Shows stacks of errors with the present archives: a stack whose row is outdated is resolved again before it is shown. What
 * is not resolved within a second is shown as it was, and resolved nevertheless. Thread-safe.
 */
public final class PresentStacks {
    private static final long LONGEST_SECONDS = 1;

    private final StackResolution resolution;
    private final ExecutorService threads;

    PresentStacks(StackResolution resolution, ExecutorService threads) {
        this.resolution = resolution;
        this.threads = threads;
    }

    /** A stack as it is shown; a call lasts at most a second. */
    public ShownStack of(String tenant, RecordedStack recorded) {
        LateStack stack = recorded.stack();
        if (!recorded.isOutdated()) {
            return recorded(recorded);
        }
        Future<StackRows.Outcome> resolving;
        try {
            resolving = threads.submit(() -> resolution.resolve(tenant, stack));
        } catch (RejectedExecutionException e) {
            return stale(recorded);
        }
        try {
            StackRows.Outcome outcome = resolving.get(LONGEST_SECONDS, TimeUnit.SECONDS);
            return new ShownStack(
                    outcome.source(), outcome.status(), StackReason.of(outcome.status(), stack), false, true);
        } catch (TimeoutException e) {
            // Leaves the queue unless it has begun; what has begun is recorded for the next request.
            resolving.cancel(false);
            return stale(recorded);
        } catch (ExecutionException e) {
            return stale(recorded);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return stale(recorded);
        }
    }

    /** A stack as its row has it. */
    public ShownStack recorded(RecordedStack recorded) {
        String reason = StackReason.of(recorded.status(), recorded.stack());
        return new ShownStack(recorded.source(), recorded.status(), reason, false, false);
    }

    private static ShownStack stale(RecordedStack recorded) {
        return new ShownStack(recorded.source(), recorded.status(), StackReason.stale(recorded.stack()), true, false);
    }
}
