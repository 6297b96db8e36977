package io.convergence.launcher.cluster;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a Flink cluster of several processes is made of.
 *
 * @param taskManagers how many, at least 1
 * @param slots of each TaskManager, at least 1
 * @param uiPort port of the web UI and REST, or 0 for a free one
 * @param flink keys of Flink's configuration that win over those of the cluster
 */
public record FlinkProcessSettings(int taskManagers, int slots, int uiPort, Map<String, String> flink) {
    public FlinkProcessSettings {
        if (taskManagers < 1 || slots < 1) {
            throw new IllegalArgumentException(
                    "at least one TaskManager with one slot, not " + taskManagers + " with " + slots);
        }
        flink = Map.copyOf(flink);
    }

    /** The same with another value of a key of Flink. */
    public FlinkProcessSettings with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(flink);
        more.put(key, value);
        return new FlinkProcessSettings(taskManagers, slots, uiPort, more);
    }
}
