package io.convergence.flink.slo;

import io.convergence.core.slo.SavedDefinitions;
import io.convergence.core.slo.book.SloBook;
import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.flink.state.ReplacedStates;
import io.convergence.flink.state.SloUpdateFormat;
import io.convergence.flink.state.StateDescriptors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.runtime.state.ManagedInitializationContext;

/**
 * Definitions of all objectives over time, with their copy in broadcast state.
 *
 * <p>State, the same in every subtask: {@code slo-definitions}, every update of the book by tenant, name and beginning.
 * A savepoint of the first release has {@code slo-updates} in its place, which is converted when it is restored.
 */
public final class SloBookState {
    private static final String REPLACED = "slo-updates";

    private final SloBook book;
    private final BroadcastState<String, SloUpdate> state;

    private SloBookState(SloBook book, BroadcastState<String, SloUpdate> state) {
        this.book = book;
        this.state = state;
    }

    /** Updates of definitions by tenant, name and beginning. */
    public static MapStateDescriptor<String, SloUpdate> updatesDescriptor() {
        return StateDescriptors.map("slo-definitions", new SloUpdateFormat());
    }

    /** The book of an operator that starts: the restored definitions, if any, and those that the job starts with. */
    static SloBookState open(SloStart start, ManagedInitializationContext context) throws Exception {
        OperatorStateStore store = context.getOperatorStateStore();
        BroadcastState<String, SloUpdate> state = store.getBroadcastState(updatesDescriptor());
        SloBookState opened =
                new SloBookState(SloBook.open(start, context.isRestored() ? restored(state, store) : null), state);
        opened.store();
        return opened;
    }

    /** The definitions. Only {@link #apply} changes them. */
    SloBook book() {
        return book;
    }

    /** Applies an update and stores it; false when it changes nothing. */
    boolean apply(SloUpdate update) throws Exception {
        boolean changed = book.apply(update);
        if (changed) {
            store();
        }
        return changed;
    }

    private void store() throws Exception {
        state.clear();
        List<SloUpdate> updates = new ArrayList<>();
        book.forEach(updates::add);
        for (SloUpdate update : updates) {
            state.put(update.tenant() + '/' + update.name() + '/' + update.effectiveFrom(), update);
        }
    }

    private static List<SloUpdate> restored(BroadcastState<String, SloUpdate> state, OperatorStateStore store)
            throws Exception {
        List<SloUpdate> updates = new ArrayList<>();
        for (Object saved : ReplacedStates.takeBroadcastValues(REPLACED, store)) {
            updates.add(SavedDefinitions.update(saved));
        }
        for (Map.Entry<String, SloUpdate> entry : state.entries()) {
            updates.add(entry.getValue());
        }
        updates.sort(Comparator.comparing(SloUpdate::tenant)
                .thenComparing(SloUpdate::name)
                .thenComparingLong(SloUpdate::effectiveFrom));
        return updates;
    }
}
