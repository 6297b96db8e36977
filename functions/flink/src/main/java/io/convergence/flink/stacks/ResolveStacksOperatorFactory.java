package io.convergence.flink.stacks;

import io.convergence.core.event.RumEvent;
import io.convergence.flink.intake.Timed;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Factory of the operator that adds stacks in source names to errors. */
public final class ResolveStacksOperatorFactory extends AbstractStreamOperatorFactory<Timed<RumEvent>>
        implements OneInputStreamOperatorFactory<Timed<RumEvent>, Timed<RumEvent>> {
    private static final long serialVersionUID = 1;

    private final ResolveStacks function;
    private final long timeoutMillis;

    /**
     * A factory.
     *
     * @param timeoutMillis how long an error waits for its stack, in milliseconds
     */
    public ResolveStacksOperatorFactory(ResolveStacks function, long timeoutMillis) {
        this.function = function;
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the interface asks the caller for the type
    public <T extends StreamOperator<Timed<RumEvent>>> T createStreamOperator(
            StreamOperatorParameters<Timed<RumEvent>> parameters) {
        return (T) new ResolveStacksOperator(parameters, function, timeoutMillis);
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface has a raw type
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return ResolveStacksOperator.class;
    }
}
