package io.convergence.core.signal;

import java.util.List;

/**
 * State of an incident of one app on a host, which may be open or not.
 *
 * @param open whether an incident is open
 * @param healthySince first boundary of the current run of healthy verdicts in an open incident, epoch milliseconds;
 *     {@link Long#MIN_VALUE} while the verdict is not healthy
 * @param latched kinds that have fired in the incident, in the order of firing
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
