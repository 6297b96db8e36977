package io.convergence.relay.receive;

import io.convergence.relay.desired.DesiredSignal;
import java.util.Map;

/**
 * What a receiver is to be informed of.
 *
 * @param signal latest signal of the key
 * @param kind what it is about
 * @param labels labels of the alert: those under which it fired
 */
public record Notice(DesiredSignal signal, Kind kind, Map<String, String> labels) {

    public Notice {
        labels = Map.copyOf(labels);
    }

    /** Kinds of notices. */
    public enum Kind {
        /** The signal fires. */
        FIRE,
        /** The signal is resolved. */
        RESOLVE,
        /** An earlier episode of the key has ended, although its resolve was never delivered. */
        RESOLVE_EARLIER_EPISODE
    }

    /** Whether the receiver is to show the alert as firing. */
    public boolean firing() {
        return kind == Kind.FIRE;
    }
}
