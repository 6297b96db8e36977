package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.alert.TierState;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.window.GenerationCounts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * State of one budget that is stored as one value: generations, tiers, late events and the next boundary. Mutable, not
 * thread-safe.
 */
public final class GroupState {
    private final GroupKey key;
    private final List<GenerationCounts> generations;
    private final List<TierState> tiers;
    private final List<LatePartial> late;
    private boolean numberedBySli;
    private boolean placeReleased;
    private long through;
    private long scheduledFor;

    /** State of a budget without any event. */
    public GroupState(GroupKey key) {
        this(key, new ArrayList<>(1), new ArrayList<>(0), new ArrayList<>(0), GenerationCounts.NEVER, Long.MAX_VALUE);
    }

    /** State with stored values; the lists are not copied. */
    public GroupState(
            GroupKey key,
            List<GenerationCounts> generations,
            List<TierState> tiers,
            List<LatePartial> late,
            long through,
            long scheduledFor) {
        this.key = key;
        this.generations = generations;
        this.tiers = tiers;
        this.late = late;
        this.through = through;
        this.scheduledFor = scheduledFor;
    }

    /** Key of the budget. */
    public GroupKey key() {
        return key;
    }

    /** Counts of each generation, in the order in which the generations were first seen. */
    public List<GenerationCounts> generations() {
        return generations;
    }

    /** Counts of a generation, or null. */
    public @Nullable GenerationCounts generation(long generation) {
        for (GenerationCounts counts : generations) {
            if (counts.generation() == generation) {
                return counts;
            }
        }
        return null;
    }

    /** States of the tiers that are pending, firing or lately resolved. */
    public List<TierState> tiers() {
        return tiers;
    }

    /** The stored state of a tier, or null. */
    @Nullable
    TierState tier(String name) {
        for (TierState each : tiers) {
            if (each.tier().equals(name)) {
                return each;
            }
        }
        return null;
    }

    /** Stores the state of a tier, or drops it when it is idle. */
    void store(TierState next) {
        tiers.removeIf(each -> each.tier().equals(next.tier()));
        if (!next.isIdle()) {
            tiers.add(next);
        }
    }

    /** Late events that wait for the boundary from which they count. */
    public List<LatePartial> late() {
        return late;
    }

    /** The last boundary evaluated, or {@link GenerationCounts#NEVER}. */
    public long through() {
        return through;
    }

    /** Sets the last boundary evaluated. */
    public void through(long boundary) {
        through = boundary;
    }

    /** The next boundary to evaluate, or {@link Long#MAX_VALUE} when there is none. */
    public long scheduledFor() {
        return scheduledFor;
    }

    /** Sets the next boundary to evaluate. */
    public void scheduledFor(long boundary) {
        scheduledFor = boundary;
    }

    /** Whether the generations have the numbers of state before version 3, see {@link GenerationRenumbering}. */
    public boolean isNumberedBySli() {
        return numberedBySli;
    }

    /** Sets whether the generations have the numbers of state before version 3. */
    public void numberedBySli(boolean value) {
        numberedBySli = value;
    }

    /** Whether the budget is idle and has given up its place among the groups of its objective. */
    public boolean isPlaceReleased() {
        return placeReleased;
    }

    /** Sets whether the budget has given up its place among the groups of its objective. */
    public void placeReleased(boolean value) {
        placeReleased = value;
    }

    /** Whether the state can be dropped. */
    public boolean isEmpty() {
        return generations.isEmpty() && tiers.isEmpty() && late.isEmpty();
    }
}
