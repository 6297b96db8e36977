package io.convergence.flink.minutes;

import static io.convergence.flink.state.StateAccess.read;
import static io.convergence.flink.state.StateAccess.write;

import io.convergence.core.window.MinuteRule;
import io.convergence.core.window.PageViews;
import io.convergence.core.window.minute.MinuteRows;
import io.convergence.flink.state.PageViewsFormat;
import io.convergence.flink.state.StateDescriptors;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * Keyed states with the rows of the largest closed minutes: the names of the rows by minute, and each row. No state is iterated,
 * because on RocksDB that passes over every entry that was removed before.
 */
final class ApartRows {
    private final MapState<Long, List<String>> names;
    private final MapState<MinutePage, PageViews> rows;

    ApartRows(RuntimeContext context) {
        names = context.getMapState(namesDescriptor());
        rows = context.getMapState(rowsDescriptor());
    }

    /** Names of the rows by start of their minute. */
    static MapStateDescriptor<Long, List<String>> namesDescriptor() {
        return new MapStateDescriptor<>("closed-row-names", Types.LONG, Types.LIST(Types.STRING));
    }

    /** Rows by minute and name. */
    static MapStateDescriptor<MinutePage, PageViews> rowsDescriptor() {
        return StateDescriptors.map("closed-rows", new MinutePageFormat(), new PageViewsFormat());
    }

    /** Stores the rows of a minute. */
    void put(ClosedMinute minute) throws Exception {
        names.put(minute.start(), new ArrayList<>(minute.rows().keySet()));
        for (PageViews row : minute.rows().values()) {
            rows.put(new MinutePage(minute.start(), row.page()), row);
        }
    }

    /** The rows of a minute that are here. */
    MinuteRows of(ClosedMinute minute) {
        return new Rows(minute);
    }

    /** Removes the rows of a minute. */
    void remove(ClosedMinute minute) throws Exception {
        List<String> all = names.get(minute.start());
        if (all != null) {
            for (String name : all) {
                rows.remove(new MinutePage(minute.start(), name));
            }
            names.remove(minute.start());
        }
    }

    private void addName(long minute, String name) throws Exception {
        List<String> all = new ArrayList<>(names.get(minute));
        all.add(name);
        names.put(minute, all);
    }

    private final class Rows implements MinuteRows {
        private final ClosedMinute minute;

        Rows(ClosedMinute minute) {
            this.minute = minute;
        }

        @Override
        public @Nullable PageViews get(String page) {
            return read(() -> rows.get(new MinutePage(minute.start(), page)));
        }

        @Override
        public void put(PageViews row, boolean isNew) {
            write(() -> rows.put(new MinutePage(minute.start(), row.page()), row));
            if (isNew) {
                write(() -> addName(minute.start(), row.page()));
                if (!row.page().equals(MinuteRule.OTHER)) {
                    minute.setApart(minute.own() + 1);
                }
            }
        }

        @Override
        public int own() {
            return minute.own();
        }
    }
}
