package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.alert.TierState;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.window.GenerationCounts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is remembered of a budget in one piece. Mutable, not thread-safe. */
public final class GroupState {
    private final GroupKey key;
    private final List<GenerationCounts> generations;
    private final List<TierState> tiers;
    private final List<LatePartial> late;
    private long through;
    private long scheduledFor;

    /** A budget of which nothing is known. */
    public GroupState(GroupKey key) {
        this(key, new ArrayList<>(1), new ArrayList<>(0), new ArrayList<>(0), GenerationCounts.NEVER, Long.MAX_VALUE);
    }

    /** A budget as it was remembered; the lists become its own. */
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

    /** The budget. */
    public GroupKey key() {
        return key;
    }

    /** What is counted of each generation, in the order in which they came. */
    public List<GenerationCounts> generations() {
        return generations;
    }

    /** A generation's counts, or null. */
    public @Nullable GenerationCounts generation(long generation) {
        for (GenerationCounts counts : generations) {
            if (counts.generation() == generation) {
                return counts;
            }
        }
        return null;
    }

    /** The tiers of which something is remembered. */
    public List<TierState> tiers() {
        return tiers;
    }

    /** Late events that wait. */
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

    /** The boundary that is due next, or {@link Long#MAX_VALUE}. */
    public long scheduledFor() {
        return scheduledFor;
    }

    /** Sets the boundary that is due next. */
    public void scheduledFor(long boundary) {
        scheduledFor = boundary;
    }

    /** Whether there is nothing to remember. */
    public boolean isEmpty() {
        return generations.isEmpty() && tiers.isEmpty() && late.isEmpty();
    }
}
