package io.convergence.flink.converge;

import io.convergence.core.convergence.HostRules;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.verdict.VerdictUpdate;
import io.convergence.core.window.HostBundle;
import io.convergence.core.window.HostKey;
import io.convergence.core.window.Stagger;
import io.convergence.flink.intake.Timed;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;

/**
 * Operator of {@link ConvergeFunction}, which writes the hosts that the function has cached to the state when a
 * checkpoint is taken. A function cannot do this itself, because it cannot choose the key of the state that it writes.
 */
public final class ConvergeOperator
        extends KeyedCoProcessOperator<HostKey, HostBundle, Timed<SyntheticResult>, VerdictUpdate> {
    private static final long serialVersionUID = 1;

    private final ConvergeFunction function;
    private final long cacheBytes;

    /**
     * An operator of the given rules.
     *
     * @param cacheBytes most bytes of decoded hosts that a subtask caches; 0 for none
     */
    public ConvergeOperator(HostRules rules, Stagger stagger, long cacheBytes) {
        this(new ConvergeFunction(rules, stagger), cacheBytes);
    }

    private ConvergeOperator(ConvergeFunction function, long cacheBytes) {
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
