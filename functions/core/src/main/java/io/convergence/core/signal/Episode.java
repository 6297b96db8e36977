package io.convergence.core.signal;

import java.util.List;

/**
 * What is remembered of an incident.
 *
 * @param open whether an incident is open
 * @param healthySince the boundary since which the verdict has been healthy while the incident is open, or
 *     {@link Long#MIN_VALUE} while it is not
 * @param latched the kinds that have fired in it, in the order in which they did
 */
public record Episode(boolean open, long healthySince, List<Latched> latched) {

    /** No incident. */
    public static final Episode NONE = new Episode(false, Long.MIN_VALUE, List.of());

    public Episode {
        latched = List.copyOf(latched);
    }

    /** Whether a kind has fired in the open incident. */
    public boolean hasFired(SignalKind kind) {
        return latched.stream().anyMatch(fired -> fired.kind() == kind);
    }
}
