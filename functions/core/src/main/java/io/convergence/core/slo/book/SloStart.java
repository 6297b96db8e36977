package io.convergence.core.slo.book;

import io.convergence.core.slo.SloUpdate;
import java.io.Serializable;
import java.util.List;

/**
 * The definitions a job starts with.
 *
 * @param updates one for each objective that is defined, each with the boundary from which it would hold as an edit
 * @param offset position up to which the log of definitions was read, inclusive; -1 when it was empty
 * @param asOf the boundary from which what the log no longer holds counts as removed, epoch milliseconds
 */
public record SloStart(List<SloUpdate> updates, long offset, long asOf) implements Serializable {
    /** No definition. */
    public static final SloStart NONE = new SloStart(List.of(), -1, 0);

    public SloStart {
        updates = List.copyOf(updates);
    }
}
