package io.convergence.core.slo.evaluate;

import io.convergence.core.slo.book.SloBook;
import io.convergence.core.slo.definition.CountsGeneration;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.window.GenerationCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Renumbering of the generations of a budget from state before version 3, which numbered them by the SLI alone. Done once,
 * when the budget is used for the first time after the restore.
 */
public final class GenerationRenumbering {
    private GenerationRenumbering() {}

    /** Renumbers the generations of a budget if that is due; returns whether it was. */
    public static boolean apply(GroupState state, GroupMemory memory, SloBook book) {
        if (!state.isNumberedBySli()) {
            return false;
        }
        state.numberedBySli(false);
        for (GenerationCounts counts : List.copyOf(state.generations())) {
            long was = counts.generation();
            long generation = number(state, book, was);
            if (generation != was && state.generation(generation) == null) {
                state.generations().set(state.generations().indexOf(counts), counts.renumbered(generation));
                memory.renumber(was, generation);
            }
        }
        List<LatePartial> late = new ArrayList<>(state.late());
        state.late().clear();
        for (LatePartial each : late) {
            state.late()
                    .add(new LatePartial(
                            each.appliesAt(), number(state, book, each.generation()), each.minute(), each.counts()));
        }
        return true;
    }

    /** The number of a generation that was numbered by its SLI; the same when no definition has that SLI. */
    private static long number(GroupState state, SloBook book, long bySli) {
        Optional<SloDefinition> definition = book.latest(
                state.key().tenant(),
                state.key().slo(),
                state.through() == GenerationCounts.NEVER ? Long.MAX_VALUE : state.through(),
                each -> CountsGeneration.ofSli(each.sli()) == bySli);
        return definition.map(SloDefinition::generation).orElse(bySli);
    }
}
