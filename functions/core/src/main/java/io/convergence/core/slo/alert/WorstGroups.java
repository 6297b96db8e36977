package io.convergence.core.slo.alert;

import io.convergence.core.signal.BurnEvidence;
import io.convergence.core.signal.BurningGroup;
import io.convergence.core.signal.BurningGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The worst of the groups that were added, and how many there were. The order of the additions has no effect. Mutable. */
public final class WorstGroups {
    /** The named groups, the least bad one first. */
    private final PriorityQueue<GroupAlert> named = new PriorityQueue<>(GroupAlert.WORST_FIRST.reversed());

    private long count;

    /** Adds a group. */
    public void add(GroupAlert group) {
        count++;
        if (named.size() < BurningGroups.MOST_NAMED) {
            named.add(group);
        } else if (GroupAlert.WORST_FIRST.compare(group, named.element()) < 0) {
            named.remove();
            named.add(group);
        }
    }

    /** Number of groups that were added. */
    public long count() {
        return count;
    }

    /** Whether no group was added. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** The worst group; there must be one. */
    public GroupAlert first() {
        return sorted().get(0);
    }

    /**
     * Measurements of the worst group, with the names of the worst ones. Null when there is no measurement.
     *
     * @param firing number of groups that fire
     */
    @Nullable
    BurnEvidence evidence(long firing) {
        List<BurningGroup> worst = new ArrayList<>();
        BurnEvidence first = null;
        for (GroupAlert group : sorted()) {
            BurnEvidence burn = group.burn();
            if (burn != null) {
                first = first == null ? burn : first;
                worst.add(new BurningGroup(group.group(), burn.targetPpm(), burn.longWindow()));
            }
        }
        return first == null ? null : first.of(new BurningGroups(worst, firing));
    }

    private List<GroupAlert> sorted() {
        return named.stream().sorted(GroupAlert.WORST_FIRST).toList();
    }
}
