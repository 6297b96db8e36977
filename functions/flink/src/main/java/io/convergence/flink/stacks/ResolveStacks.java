package io.convergence.flink.stacks;

import io.convergence.core.error.ErrorStack;
import io.convergence.core.error.ErrorStackRow;
import io.convergence.core.error.StackOutcome;
import io.convergence.core.event.RumEvent;
import io.convergence.flink.intake.Timed;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds the stack in source names to errors, in two threads of its own. Every event comes out, in order: those whose outcome is
 * in memory, and those without a stack, at once; another error when its stack was resolved, or unresolved when the time for it
 * ended. A stack that took too long is resolved nevertheless, for the errors after it. No state.
 */
public final class ResolveStacks extends RichAsyncFunction<Timed<RumEvent>, Timed<RumEvent>> {
    /** Most events that wait for a stack at a time. */
    public static final int CAPACITY = 1_000;

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(ResolveStacks.class);
    private static final int THREADS = 2;

    private final StackLookup.Factory factory;
    private transient StackLookup lookup;
    private transient ThreadPoolExecutor threads;

    /** A function that opens its resolver in each task. */
    public ResolveStacks(StackLookup.Factory factory) {
        this.factory = factory;
    }

    @Override
    public void open(OpenContext context) {
        lookup = factory.open();
        MetricGroup stacks = getRuntimeContext().getMetricGroup().addGroup("stacks");
        stacks.gauge("symbol_bytes", lookup::bytes);
        stacks.gauge("symbol_evictions", lookup::evictions);
        for (PlatformFrames frames : lookup.frames()) {
            MetricGroup platform = stacks.addGroup("platform", frames.platform());
            platform.gauge("frames_resolved", frames.resolved()::getAsLong);
            platform.gauge("frames_unresolved", frames.unresolved()::getAsLong);
            platform.gauge("resolve_millis", frames.millis()::getAsLong);
        }
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(CAPACITY), task -> {
                    Thread named = new Thread(task, "resolve-stacks");
                    named.setDaemon(true);
                    return named;
                });
    }

    @Override
    public void asyncInvoke(Timed<RumEvent> event, ResultFuture<Timed<RumEvent>> result) {
        Timed<RumEvent> known = atOnce(event);
        ErrorStack stack = known == null ? ErrorStack.of(event.value()) : null;
        if (stack == null) {
            result.complete(List.of(known == null ? event : known));
            return;
        }
        try {
            threads.execute(() -> complete(event, stack, resolve(stack), result));
        } catch (RejectedExecutionException full) {
            complete(event, stack, StackOutcome.timeout(), result);
        }
    }

    /** The event as it passes, or null when it has a stack whose outcome is not in memory. */
    @Nullable
    Timed<RumEvent> atOnce(Timed<RumEvent> event) {
        ErrorStack stack = ErrorStack.of(event.value());
        if (stack == null) {
            return event;
        }
        StackOutcome known = lookup.known(stack);
        return known == null ? null : labelled(event, stack, known);
    }

    @Override
    public void timeout(Timed<RumEvent> event, ResultFuture<Timed<RumEvent>> result) {
        ErrorStack stack = ErrorStack.of(event.value());
        if (stack == null) {
            result.complete(List.of(event));
        } else {
            complete(event, stack, StackOutcome.timeout(), result);
        }
    }

    @Override
    public void close() {
        if (threads != null) {
            threads.shutdownNow();
        }
        if (lookup != null) {
            lookup.close();
        }
    }

    /** Nothing that a stack or a file causes may stop the job: whatever is thrown becomes an outcome. */
    private StackOutcome resolve(ErrorStack stack) {
        try {
            return lookup.resolve(stack);
        } catch (Exception | StackOverflowError | OutOfMemoryError failure) {
            LOG.debug("a stack could not be resolved", failure);
            return StackOutcome.error();
        }
    }

    private static void complete(
            Timed<RumEvent> event, ErrorStack stack, StackOutcome outcome, ResultFuture<Timed<RumEvent>> result) {
        result.complete(List.of(labelled(event, stack, outcome)));
    }

    private static Timed<RumEvent> labelled(Timed<RumEvent> event, ErrorStack stack, StackOutcome outcome) {
        return new Timed<>(ErrorStackRow.label(event.value(), stack, outcome), event.watermark());
    }
}
