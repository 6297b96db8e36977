package io.convergence.flink.slo;

import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.match.MinuteCounts;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Buffer of event counts by minute, budget and generation. Not thread-safe. */
final class MinuteBundles {
    private record BudgetGeneration(GroupKey key, long generation) {
        @Override
        public int hashCode() {
            return 31 * key.hashCode() + Long.hashCode(generation);
        }
    }

    private final NavigableMap<Long, Map<BudgetGeneration, MinuteCounts>> minutes = new TreeMap<>();
    private int size;

    /** The buffered counts of a budget in a minute; the caller adds to them. */
    MinuteCounts of(GroupKey key, long generation, long minute) {
        return minutes.computeIfAbsent(minute, start -> new HashMap<>())
                .computeIfAbsent(new BudgetGeneration(key, generation), budget -> {
                    size++;
                    return MinuteCounts.empty();
                });
    }

    /** Number of partials in the buffer. */
    int size() {
        return size;
    }

    /** Emits and removes the minutes that start before an instant, earliest first. */
    void drainBefore(long time, Consumer<GroupPartial> out) {
        while (!minutes.isEmpty() && minutes.firstKey() < time) {
            Map.Entry<Long, Map<BudgetGeneration, MinuteCounts>> first = minutes.pollFirstEntry();
            long minute = first.getKey();
            size -= first.getValue().size();
            first.getValue()
                    .forEach((budget, counts) -> out.accept(
                            new GroupPartial(budget.key(), budget.generation(), minute, GroupPartial.ON_TIME, counts)));
        }
    }
}
