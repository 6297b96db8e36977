package io.convergence.flink.slo;

import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.evaluate.GroupState;
import io.convergence.flink.quota.KeyQuota;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.OperatorStateStore;

/**
 * Places of the groups of each objective in one subtask. A group has a place while a window holds an event. An idle group
 * gives it up and waits for the end of its reports in one of as many waiting places; without a free one it keeps its
 * place. So an objective has at most twice {@code bounds.groups} groups in state. The budget of an objective without
 * groups and that of the groups beyond the bound are never refused.
 */
final class GroupPlaces {
    private final KeyQuota open;
    private final KeyQuota idle;

    /**
     * Places with the counts of the restored state, if any.
     *
     * @param maxGroups most groups per objective and subtask, at least 1
     */
    GroupPlaces(int maxGroups, OperatorStateStore store, RuntimeContext context) throws Exception {
        open = new KeyQuota(maxGroups, "groups-by-key-group", "groups-per-slo", store, context);
        idle = new KeyQuota(maxGroups, "idle-groups-by-key-group", store, context);
    }

    /** Takes a place for a new group; false, and nothing taken, when the objective has no free one. */
    boolean admit(GroupKey key) {
        if (key.group().isEmpty() || key.isOther()) {
            open.add(owner(key), key);
            return true;
        }
        return open.acquire(owner(key), key);
    }

    /** Takes a place again for a group that has given up its own; false when the objective has no free one. */
    boolean readmit(GroupState state) {
        if (!admit(state.key())) {
            return false;
        }
        idle.release(owner(state.key()), state.key());
        state.placeReleased(false);
        return true;
    }

    /** Moves a group to the places for idle or for open groups, if one is free there and the group is elsewhere. */
    void move(GroupState state, boolean isIdle) {
        if (isIdle == state.isPlaceReleased()) {
            return;
        }
        if (!isIdle) {
            readmit(state);
        } else if (idle.acquire(owner(state.key()), state.key())) {
            open.release(owner(state.key()), state.key());
            state.placeReleased(true);
        }
    }

    /** Gives up the place of a group that has no state any more. */
    void release(GroupState state) {
        (state.isPlaceReleased() ? idle : open).release(owner(state.key()), state.key());
    }

    /** Number of groups in state; thread-safe. */
    int groups() {
        return open.keyCount() + idle.keyCount();
    }

    /** Number of idle groups among them, which wait for the end of their reports; thread-safe. */
    int idleGroups() {
        return idle.keyCount();
    }

    /** Stores the counts. */
    void snapshot() throws Exception {
        open.snapshot();
        idle.snapshot();
    }

    private static String owner(GroupKey key) {
        return key.tenant() + '/' + key.slo();
    }
}
