package io.convergence.core.slo.evaluate;

import static io.convergence.core.slo.evaluate.SampleObjectives.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.book.SloBook;
import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.CountsGeneration;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.slo.match.GroupPartial;
import io.convergence.core.slo.result.SloSnapshot;
import io.convergence.core.slo.window.GenerationCounts;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Budgets from state whose generations were numbered by the SLI alone. */
class GenerationRenumberingTest {
    private static final long START = 1_780_660_800_000L;
    private static final SloDefinition SLICES = SampleObjectives.definition(
                    1,
                    990_000,
                    SampleObjectives.rolling(1, "d"),
                    BudgetingMethod.TIMESLICES,
                    900_000,
                    2 * MINUTE,
                    NoDataPolicy.IGNORE)
            .renumbered();
    private static final long BY_SLI = CountsGeneration.ofSli(SLICES.sli());

    private final MapGroupMemory memory = new MapGroupMemory();
    private final GroupState state = new GroupState(new GroupKey("acme", "availability", ""));
    private final SloBook book = SloBook.open(SloStart.NONE, null);

    private void add(long generation, int minute, long bad) {
        PartialMerge.add(
                state,
                memory,
                new GroupPartial(
                        state.key(),
                        generation,
                        START + minute * MINUTE,
                        GroupPartial.ON_TIME,
                        BudgetSimulation.counts(9, bad)));
    }

    private SloSnapshot runTo(int minute) {
        GroupEvaluation evaluation = new GroupEvaluation(BudgetSimulation.RULES, book);
        SloSnapshot last = null;
        while (state.scheduledFor() <= START + minute * MINUTE) {
            for (SloSnapshot each :
                    evaluation.evaluate(state, memory, state.scheduledFor()).snapshots()) {
                last = each;
            }
        }
        return Objects.requireNonNull(last);
    }

    @Test
    void countsOfAnObjectiveOfSlicesGoOnUnderItsNewNumber() {
        book.apply(new SloUpdate(
                "acme", "availability", Long.MIN_VALUE, 0, SampleObjectives.withGeneration(SLICES, BY_SLI)));
        add(BY_SLI, 0, 9);
        runTo(4);
        add(BY_SLI, 4, 9);
        state.numberedBySli(true);
        SloBook restored = SloBook.open(SloStart.NONE, null);
        restored.apply(new SloUpdate("acme", "availability", Long.MIN_VALUE, 0, SLICES));
        int stored = memory.size();

        assertThat(GenerationRenumbering.apply(state, memory, restored)).isTrue();

        assertThat(state.generations())
                .extracting(GenerationCounts::generation)
                .containsExactly(SLICES.generation())
                .doesNotContain(BY_SLI);
        assertThat(memory.size()).isEqualTo(stored);
        assertThat(memory.firstMinute(BY_SLI, Long.MIN_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(memory.firstMinute(SLICES.generation(), Long.MIN_VALUE)).isEqualTo(START);
        book.apply(new SloUpdate("acme", "availability", Long.MIN_VALUE, 1, SLICES));
        add(SLICES.generation(), 4, 0);
        assertThat(runTo(8).period().bad()).isEqualTo(2);
        assertThat(GenerationRenumbering.apply(state, memory, restored)).isFalse();
    }

    @Test
    void aNumberThatNoDefinitionHasStays() {
        add(77, 0, 1);
        state.numberedBySli(true);

        assertThat(GenerationRenumbering.apply(state, memory, book)).isTrue();

        assertThat(state.generations()).extracting(GenerationCounts::generation).containsExactly(77L);
    }
}
