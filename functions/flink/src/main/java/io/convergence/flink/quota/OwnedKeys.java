package io.convergence.flink.quota;

import java.util.Map;
import java.util.TreeMap;

/** Number of keys of one owner in a subtask, by key group, and their limit. */
final class OwnedKeys {
    private final Map<Integer, Integer> counts = new TreeMap<>();
    private int limit;
    private int count;

    OwnedKeys(int limit) {
        this.limit = limit;
    }

    int limit() {
        return limit;
    }

    void limit(int newLimit) {
        limit = newLimit;
    }

    int count() {
        return count;
    }

    void add(int group, int keys) {
        counts.merge(group, keys, Integer::sum);
        count += keys;
    }

    /** Removes one key; false when none of the key group is counted. */
    boolean remove(int group) {
        Integer keys = counts.get(group);
        if (keys == null) {
            return false;
        }
        if (keys == 1) {
            counts.remove(group);
        } else {
            counts.put(group, keys - 1);
        }
        count--;
        return true;
    }

    /** Pairs of a key group and its number of keys. */
    int[] counts() {
        int[] pairs = new int[2 * counts.size()];
        int next = 0;
        for (Map.Entry<Integer, Integer> group : counts.entrySet()) {
            pairs[next++] = group.getKey();
            pairs[next++] = group.getValue();
        }
        return pairs;
    }
}
