package io.convergence.flink.slo;

import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.match.MinuteCounts;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Events being added up by minute, budget and generation. Not thread-safe. */
final class MinuteBundles {
    private record Counted(GroupKey key, long generation) {
        @Override
        public int hashCode() {
            return 31 * key.hashCode() + Long.hashCode(generation);
        }
    }

    private final NavigableMap<Long, Map<Counted, MinuteCounts>> minutes = new TreeMap<>();
    private int size;

    /** The counts of a budget in a minute, to be added to. */
    MinuteCounts of(GroupKey key, long generation, long minute) {
        return minutes.computeIfAbsent(minute, start -> new HashMap<>())
                .computeIfAbsent(new Counted(key, generation), counted -> {
                    size++;
                    return MinuteCounts.empty();
                });
    }

    /** Partials held. */
    int size() {
        return size;
    }

    /** Hands over, and forgets, the minutes that start before an instant, earliest first. */
    void drainBefore(long time, Consumer<GroupPartial> out) {
        while (!minutes.isEmpty() && minutes.firstKey() < time) {
            Map.Entry<Long, Map<Counted, MinuteCounts>> first = minutes.pollFirstEntry();
            long minute = first.getKey();
            size -= first.getValue().size();
            first.getValue()
                    .forEach((counted, counts) -> out.accept(new GroupPartial(
                            counted.key(), counted.generation(), minute, GroupPartial.ON_TIME, counts)));
        }
    }
}
