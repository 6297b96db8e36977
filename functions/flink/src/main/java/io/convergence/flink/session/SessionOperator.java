package io.convergence.flink.session;

import io.convergence.core.event.RumEvent;
import io.convergence.core.session.SessionKey;
import io.convergence.core.session.SessionRow;
import io.convergence.flink.intake.Timed;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;

/**
 * Operator of {@link SessionFunction}, which writes the sessions that the function has cached to the state when a checkpoint
 * is taken. A function cannot do this itself, because it cannot choose the key of the state that it writes.
 */
public final class SessionOperator extends KeyedProcessOperator<SessionKey, Timed<RumEvent>, SessionRow> {
    private static final long serialVersionUID = 1;

    private final SessionFunction function;
    private final long cacheBytes;

    /**
     * An operator of the given rules.
     *
     * @param cacheBytes most bytes of decoded sessions that a subtask caches; 0 for none
     */
    public SessionOperator(SessionRules rules, long cacheBytes) {
        this(new SessionFunction(rules), cacheBytes);
    }

    private SessionOperator(SessionFunction function, long cacheBytes) {
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
