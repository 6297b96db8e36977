package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.alert.GroupAlert;
import java.util.function.Consumer;

/** Stored groups of one objective for which a tier fires, by tier and group. */
public interface FiringGroups {
    /** Stores a group that fires, in place of what is stored for its tier. */
    void put(GroupAlert alert);

    /** Removes a group; returns whether it was stored. */
    boolean remove(String tier, String group);

    /** Passes on all groups, in any order. */
    void forEach(Consumer<GroupAlert> out);
}
