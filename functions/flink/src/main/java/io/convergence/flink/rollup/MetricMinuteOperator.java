package io.convergence.flink.rollup;

import io.convergence.core.rollup.Measurement;
import io.convergence.core.rollup.MetricMinute;
import io.convergence.core.rollup.MetricMinuteRule;
import io.convergence.core.window.MinuteKey;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;

/**
 * Operator of {@link MetricMinuteFunction}, which writes the minutes that the function has cached to the state when a checkpoint
 * is taken. A function cannot do this itself, because it cannot choose the key of the state that it writes.
 */
public final class MetricMinuteOperator extends KeyedProcessOperator<MinuteKey, Measurement, MetricMinute> {
    private static final long serialVersionUID = 1;

    private final MetricMinuteFunction function;
    private final long cacheBytes;

    /**
     * An operator of the given rule.
     *
     * @param cacheBytes most bytes of decoded minutes that a subtask caches; 0 for none
     */
    public MetricMinuteOperator(MetricMinuteRule rule, long cacheBytes) {
        this(new MetricMinuteFunction(rule), cacheBytes);
    }

    private MetricMinuteOperator(MetricMinuteFunction function, long cacheBytes) {
        super(function);
        this.function = function;
        this.cacheBytes = cacheBytes;
    }

    @Override
    public void open() throws Exception {
        // A backend that stores objects writes them while a checkpoint is completed: they must not be changed in place,
        // and need no decoding.
        function.cacheBytes(getKeyedStateBackend().isSafeToReuseKVState() ? cacheBytes : 0);
        super.open();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        // The state is written after this method, so the checkpoint contains what is stored here.
        function.flush(this::setCurrentKey);
        super.snapshotState(context);
    }
}
