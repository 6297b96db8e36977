package io.convergence.core.signal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * State of the incident of an app on a host. Instants are window boundaries in epoch milliseconds;
 * {@link Long#MIN_VALUE} means never.
 *
 * @param openedAt boundary of the first verdict of user impact, or never while no incident is open
 * @param healthySince boundary since which the verdict has been healthy, or never while it is not
 * @param unseenSince boundary since which only real users have been affected, or never while they are not the only ones
 * @param byCollapse whether at the last boundary with user impact only a traffic collapse made users count as affected
 * @param confirmed whether checks have confirmed the impact in this incident
 * @param firstKind the kind that fired first, or null when none has fired
 * @param latched the signals that fire, in the order in which they fired
 */
public record Episode(
        long openedAt,
        long healthySince,
        long unseenSince,
        boolean byCollapse,
        boolean confirmed,
        @Nullable SignalKind firstKind,
        List<Latched> latched) {
    private static final long NEVER = Long.MIN_VALUE;

    /** No incident. */
    public static final Episode NONE = new Episode(NEVER, NEVER, NEVER, false, false, null, List.of());

    public Episode {
        latched = List.copyOf(latched);
    }

    /** Whether an incident is open. */
    public boolean open() {
        return openedAt != NEVER;
    }

    /** Whether a kind fires in the open incident. */
    public boolean isFiring(SignalKind kind) {
        return latched.stream().anyMatch(fired -> fired.kind() == kind);
    }

    /** The incident with healthy verdicts since a boundary, or without when that is never. */
    Episode healthySince(long boundary) {
        return new Episode(openedAt, boundary, NEVER, byCollapse, confirmed, firstKind, latched);
    }

    Episode withLatched(List<Latched> signals) {
        SignalKind first =
                firstKind == null && !signals.isEmpty() ? signals.get(0).kind() : firstKind;
        return new Episode(openedAt, healthySince, unseenSince, byCollapse, confirmed, first, signals);
    }
}
