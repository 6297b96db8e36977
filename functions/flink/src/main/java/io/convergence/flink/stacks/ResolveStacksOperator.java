package io.convergence.flink.stacks;

import io.convergence.core.event.RumEvent;
import io.convergence.flink.intake.Timed;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.retryable.AsyncRetryStrategies;

/**
 * Operator of {@link ResolveStacks}. An event that needs no waiting passes at once while no event before it waits;
 * otherwise it queues behind them, which keeps the order. Nearly all events pass: the queue costs a timer and a task of the
 * mailbox for each.
 */
final class ResolveStacksOperator extends AsyncWaitOperator<Timed<RumEvent>, Timed<RumEvent>> {
    private static final long serialVersionUID = 1;

    private final transient ResolveStacks function;
    private final transient PendingOutput<Timed<RumEvent>> pending;

    ResolveStacksOperator(
            StreamOperatorParameters<Timed<RumEvent>> parameters, ResolveStacks function, long timeoutMillis) {
        this(parameters, function, timeoutMillis, new PendingOutput<>(parameters.getOutput()));
    }

    @SuppressWarnings("unchecked") // a strategy that never retries has no type argument
    private ResolveStacksOperator(
            StreamOperatorParameters<Timed<RumEvent>> parameters,
            ResolveStacks function,
            long timeoutMillis,
            PendingOutput<Timed<RumEvent>> pending) {
        super(
                new StreamOperatorParameters<>(
                        parameters.getContainingTask(),
                        parameters.getStreamConfig(),
                        pending,
                        parameters::getProcessingTimeService,
                        parameters.getOperatorEventDispatcher(),
                        parameters.getMailboxExecutor()),
                function,
                timeoutMillis,
                ResolveStacks.CAPACITY,
                AsyncDataStream.OutputMode.ORDERED,
                AsyncRetryStrategies.NO_RETRY_STRATEGY,
                parameters.getProcessingTimeService(),
                parameters.getMailboxExecutor());
        this.function = function;
        this.pending = pending;
    }

    @Override
    public void processElement(StreamRecord<Timed<RumEvent>> element) throws Exception {
        Timed<RumEvent> known = pending.isComplete() ? function.atOnce(element.getValue()) : null;
        pending.await();
        if (known == null) {
            super.processElement(element);
        } else {
            output.collect(element.replace(known));
        }
    }
}
