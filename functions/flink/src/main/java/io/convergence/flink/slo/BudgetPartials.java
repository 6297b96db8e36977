package io.convergence.flink.slo;

import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.MinuteSchedule;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.match.MinuteCounts;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Buffer of event counts by budget, generation, minute and, for late events, the boundary from which they count. Not
 * thread-safe.
 */
final class BudgetPartials {
    private record BudgetMinute(GroupKey key, long generation, long start, long appliesAt) {
        /** Written out: the derived method is called through method handles, which costs more than the comparison. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof BudgetMinute that
                    && that.generation == generation
                    && that.start == start
                    && that.appliesAt == appliesAt
                    && that.key.equals(key);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * (31 * key.hashCode() + Long.hashCode(generation)) + Long.hashCode(start))
                    + Long.hashCode(appliesAt);
        }
    }

    /** Counts by the start of the minute whose end must not be evaluated before they are emitted. */
    private final NavigableMap<Long, Map<BudgetMinute, MinuteCounts>> minutes = new TreeMap<>();

    /** The minute of {@link #minutes} that was used last, because most events are of the same one; null when there is none. */
    private @Nullable Map<BudgetMinute, MinuteCounts> lastUsed;

    private long lastUsedStart;
    private int size;

    /**
     * The buffered counts of a budget in a minute; the caller adds to them.
     *
     * @param appliesAt boundary from which they count, or {@link GroupPartial#ON_TIME} for the end of the minute
     */
    MinuteCounts of(GroupKey key, long generation, long minute, long appliesAt) {
        long evaluatedWith = appliesAt == GroupPartial.ON_TIME ? minute : appliesAt - MinuteSchedule.MINUTE_MILLIS;
        Map<BudgetMinute, MinuteCounts> open = startingAt(evaluatedWith);
        BudgetMinute budget = new BudgetMinute(key, generation, minute, appliesAt);
        MinuteCounts counts = open.get(budget);
        if (counts == null) {
            counts = MinuteCounts.empty();
            open.put(budget, counts);
            size++;
        }
        return counts;
    }

    private Map<BudgetMinute, MinuteCounts> startingAt(long start) {
        Map<BudgetMinute, MinuteCounts> open = lastUsed;
        if (open == null || lastUsedStart != start) {
            open = minutes.computeIfAbsent(start, each -> new HashMap<>());
            lastUsed = open;
            lastUsedStart = start;
        }
        return open;
    }

    /** Number of partials in the buffer. */
    int size() {
        return size;
    }

    /** Emits and removes the counts that must precede the evaluation of minutes that start before an instant. */
    void drainBefore(long time, Consumer<GroupPartial> out) {
        lastUsed = null;
        while (!minutes.isEmpty() && minutes.firstKey() < time) {
            Map<BudgetMinute, MinuteCounts> first = minutes.pollFirstEntry().getValue();
            size -= first.size();
            first.forEach((budget, counts) -> out.accept(
                    new GroupPartial(budget.key(), budget.generation(), budget.start(), budget.appliesAt(), counts)));
        }
    }
}
