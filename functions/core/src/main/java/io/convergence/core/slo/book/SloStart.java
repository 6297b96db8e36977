package io.convergence.core.slo.book;

import io.convergence.core.slo.definition.SloUpdate;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The definitions a job starts with.
 *
 * @param updates one for each objective that is defined, each with the boundary from which it would hold as an edit
 * @param removals documents of objectives that define nothing any more
 * @param offset position up to which the log of definitions was read, inclusive; -1 when it was empty
 * @param asOf the boundary from which what the log does not tell of any more counts as removed, epoch milliseconds
 */
public record SloStart(List<SloUpdate> updates, List<Removal> removals, long offset, long asOf)
        implements Serializable {
    /** No definition. */
    public static final SloStart NONE = new SloStart(List.of(), List.of(), -1, 0);

    public SloStart {
        updates = List.copyOf(updates);
        removals = List.copyOf(removals);
    }

    /**
     * A document of objectives that defines nothing any more.
     *
     * @param tenant owner
     * @param document its name
     * @param from the boundary from which it defines nothing, epoch milliseconds
     * @param isDeleted false of a document that is there and wrong: a job that remembers an earlier version that was
     *     right holds to it
     */
    public record Removal(String tenant, String document, long from, boolean isDeleted) implements Serializable {
        /** Whether an objective was defined by the document: it has its name, or that and a label of its own. */
        private boolean defined(SloUpdate objective) {
            return objective.tenant().equals(tenant)
                    && (objective.name().equals(document) || objective.name().startsWith(document + '-'));
        }
    }

    /** The end of an objective that was defined once and is not any more, given its latest definition. */
    public SloUpdate end(SloUpdate latest) {
        Removal removal = removal(latest);
        return new SloUpdate(latest.tenant(), latest.name(), removal == null ? asOf : removal.from(), offset, null);
    }

    /** Whether an objective that is not defined any more may hold on as it was when its document was right. */
    boolean mayHold(SloUpdate latest) {
        Removal removal = removal(latest);
        return removal != null && !removal.isDeleted();
    }

    private @Nullable Removal removal(SloUpdate latest) {
        return removals.stream()
                .filter(removal -> removal.defined(latest))
                .max(Comparator.comparingInt(removal -> removal.document().length()))
                .orElse(null);
    }
}
