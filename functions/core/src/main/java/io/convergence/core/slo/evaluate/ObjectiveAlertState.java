package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.alert.TierState;
import io.convergence.core.slo.window.GenerationCounts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** State of the alerts of one objective about all its groups, without the groups. Mutable, not thread-safe. */
public final class ObjectiveAlertState {
    private final List<TierState> tiers;
    private long through;
    private long scheduledFor;

    /** State of an objective without alerts. */
    public ObjectiveAlertState() {
        this(new ArrayList<>(1), GenerationCounts.NEVER, Long.MAX_VALUE);
    }

    /** State with stored values; the list is not copied. */
    public ObjectiveAlertState(List<TierState> tiers, long through, long scheduledFor) {
        this.tiers = tiers;
        this.through = through;
        this.scheduledFor = scheduledFor;
    }

    /** States of the tiers that fire or were lately resolved. */
    public List<TierState> tiers() {
        return tiers;
    }

    /** The last boundary evaluated, or {@link GenerationCounts#NEVER}. */
    public long through() {
        return through;
    }

    /** The next boundary to evaluate, or {@link Long#MAX_VALUE} when there is none. */
    public long scheduledFor() {
        return scheduledFor;
    }

    /** Whether the state can be dropped. */
    public boolean isEmpty() {
        return tiers.isEmpty() && scheduledFor == Long.MAX_VALUE;
    }

    /** Sets the last boundary evaluated; none is scheduled then. */
    void evaluated(long boundary) {
        through = boundary;
        scheduledFor = Long.MAX_VALUE;
    }

    /** Schedules a boundary, unless an earlier one is. */
    void schedule(long boundary) {
        scheduledFor = Math.min(scheduledFor, boundary);
    }

    /** The stored state of a tier, or null. */
    @Nullable
    TierState tier(String name) {
        return tiers.stream()
                .filter(tier -> tier.tier().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Stores the state of a tier, or drops it when it is idle. */
    void store(TierState next) {
        tiers.removeIf(tier -> tier.tier().equals(next.tier()));
        if (!next.isIdle()) {
            tiers.add(next);
        }
    }
}
