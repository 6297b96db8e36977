package io.convergence.core.slo.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.match.BadEventAttribution;
import io.convergence.core.slo.match.EventCounts;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.match.MinuteCounts;
import org.junit.jupiter.api.Test;

class PartialMergeTest {
    private static final GroupKey KEY = new GroupKey("acme", "availability", "host=h1");
    private static final long MINUTE = 60_000;

    @Test
    void lateEventsAreMergedByBoundaryGenerationAndMinute() {
        GroupState state = new GroupState(KEY);
        MapGroupMemory memory = new MapGroupMemory();
        for (int i = 0; i < 1_000; i++) {
            PartialMerge.add(state, memory, late(1, 0, 5 * MINUTE));
        }
        PartialMerge.add(state, memory, late(2, 0, 5 * MINUTE));
        PartialMerge.add(state, memory, late(1, MINUTE, 5 * MINUTE));
        PartialMerge.add(state, memory, late(1, 0, 6 * MINUTE));

        assertThat(state.late())
                .extracting(
                        LatePartial::generation,
                        LatePartial::minute,
                        LatePartial::appliesAt,
                        partial -> partial.counts().events().good())
                .containsExactly(
                        tuple(1L, 0L, 5 * MINUTE, 1_000L),
                        tuple(2L, 0L, 5 * MINUTE, 1L),
                        tuple(1L, MINUTE, 5 * MINUTE, 1L),
                        tuple(1L, 0L, 6 * MINUTE, 1L));
    }

    private static GroupPartial late(long generation, long minute, long appliesAt) {
        EventCounts good = new EventCounts(1, 0, new BadEventAttribution());
        return new GroupPartial(KEY, generation, minute, appliesAt, new MinuteCounts(good, new EventCounts()));
    }
}
