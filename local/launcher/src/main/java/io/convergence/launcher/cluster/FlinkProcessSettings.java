package io.convergence.launcher.cluster;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings of a Flink cluster of several processes.
 *
 * @param taskManagers number of TaskManagers, at least 1
 * @param slots slots of each TaskManager, at least 1
 * @param uiPort port of the web UI and REST, or 0 for a free one
 * @param flink options of Flink that override those of the cluster
 */
public record FlinkProcessSettings(int taskManagers, int slots, int uiPort, Map<String, String> flink) {
    public FlinkProcessSettings {
        if (taskManagers < 1 || slots < 1) {
            throw new IllegalArgumentException(
                    "a cluster needs at least one TaskManager with one slot, not " + taskManagers + " with " + slots);
        }
        flink = Map.copyOf(flink);
    }

    /** The same settings with another value for an option of Flink. */
    public FlinkProcessSettings with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(flink);
        more.put(key, value);
        return new FlinkProcessSettings(taskManagers, slots, uiPort, more);
    }
}
