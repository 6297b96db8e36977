package io.convergence.flink.slo;

import io.convergence.core.slo.book.SloBook;
import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.definition.SloUpdate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** The definitions as operators remember them: every update of the book by tenant, name and beginning. */
public final class SloStates {
    private SloStates() {}

    /** Updates of definitions, the same in every subtask. */
    public static MapStateDescriptor<String, SloUpdate> updatesDescriptor() {
        return new MapStateDescriptor<>("slo-updates", Types.STRING, TypeInformation.of(SloUpdate.class));
    }

    /** The book of an operator that starts, also remembered. */
    static SloBook open(SloStart start, boolean restored, BroadcastState<String, SloUpdate> state) throws Exception {
        SloBook book = SloBook.open(start, restored ? remembered(state) : null);
        remember(book, state);
        return book;
    }

    /** Remembers a book as it is now. */
    static void remember(SloBook book, BroadcastState<String, SloUpdate> state) throws Exception {
        state.clear();
        List<SloUpdate> updates = new ArrayList<>();
        book.forEach(updates::add);
        for (SloUpdate update : updates) {
            state.put(update.tenant() + '/' + update.name() + '/' + update.effectiveFrom(), update);
        }
    }

    private static List<SloUpdate> remembered(BroadcastState<String, SloUpdate> state) throws Exception {
        List<SloUpdate> updates = new ArrayList<>();
        for (Map.Entry<String, SloUpdate> entry : state.entries()) {
            updates.add(entry.getValue());
        }
        updates.sort(Comparator.comparing(SloUpdate::tenant)
                .thenComparing(SloUpdate::name)
                .thenComparingLong(SloUpdate::effectiveFrom));
        return updates;
    }
}
