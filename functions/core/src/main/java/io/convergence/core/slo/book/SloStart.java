package io.convergence.core.slo.book;

import io.convergence.core.slo.definition.SloUpdate;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Definitions with which a job starts, as the topic of definitions has them.
 *
 * @param updates one for each defined objective, with the minute boundary from which it is in force if it is an edit
 * @param removals SLO documents in the topic that define no objective
 * @param offset offset up to which the topic was read, inclusive; -1 when it was empty
 * @param asOf minute boundary from which objectives that are no longer in the topic count as removed, epoch milliseconds
 */
public record SloStart(List<SloUpdate> updates, List<Removal> removals, long offset, long asOf)
        implements Serializable {
    /** Start without definitions. */
    public static final SloStart NONE = new SloStart(List.of(), List.of(), -1, 0);

    public SloStart {
        updates = List.copyOf(updates);
        removals = List.copyOf(removals);
    }

    /**
     * SLO document that defines no objective: it is deleted or has errors.
     *
     * @param tenant owner
     * @param document its name
     * @param from minute boundary from which it defines nothing, epoch milliseconds
     * @param isDeleted false when the document exists with errors; a job whose state has an earlier version without errors
     *     then keeps that version in force
     */
    public record Removal(String tenant, String document, long from, boolean isDeleted) implements Serializable {
        /** Whether the document defined an objective: their names are equal, or the objective's continues with a hyphen. */
        private boolean hasDefined(SloUpdate objective) {
            return objective.tenant().equals(tenant)
                    && (objective.name().equals(document) || objective.name().startsWith(document + '-'));
        }
    }

    /** The update that removes an objective which is no longer defined; {@code latest} is its latest update. */
    public SloUpdate end(SloUpdate latest) {
        Removal removal = removal(latest);
        return new SloUpdate(latest.tenant(), latest.name(), removal == null ? asOf : removal.from(), offset, null);
    }

    /** Whether an objective stays in force although the topic does not define it: its document exists with errors. */
    boolean mayStayDefined(SloUpdate latest) {
        Removal removal = removal(latest);
        return removal != null && !removal.isDeleted();
    }

    private @Nullable Removal removal(SloUpdate latest) {
        return removals.stream()
                .filter(removal -> removal.hasDefined(latest))
                .max(Comparator.comparingInt(removal -> removal.document().length()))
                .orElse(null);
    }
}
