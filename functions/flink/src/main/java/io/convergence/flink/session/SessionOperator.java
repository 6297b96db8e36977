package io.convergence.flink.session;

import io.convergence.core.event.RumEvent;
import io.convergence.core.session.SessionKey;
import io.convergence.core.session.SessionRow;
import io.convergence.flink.events.CachingOperator;
import io.convergence.flink.intake.Timed;

/** Operator of {@link SessionFunction}, which writes the sessions that the function has cached to the state. */
public final class SessionOperator extends CachingOperator<SessionKey, Timed<RumEvent>, SessionRow> {
    private static final long serialVersionUID = 1;

    /**
     * An operator with these rules.
     *
     * @param cacheBytes most bytes of decoded sessions that a subtask caches; 0 for none
     */
    public SessionOperator(SessionRules rules, long cacheBytes) {
        super(new SessionFunction(rules), cacheBytes);
    }
}
