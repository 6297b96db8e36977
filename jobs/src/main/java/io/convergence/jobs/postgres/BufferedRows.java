package io.convergence.jobs.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.types.Row;

/** Rows of a table that wait to be written: each key once, with the row that wins, in the order of the keys. */
final class BufferedRows<T> {
    private final Table<T> table;
    private final TreeMap<String, Row> rows = new TreeMap<>();

    BufferedRows(Table<T> table) {
        this.table = table;
    }

    void add(Collection<Row> added) {
        for (Row row : added) {
            add(row);
        }
    }

    void add(Row row) {
        rows.merge(table.keyOf(row), row, table::winner);
    }

    int size() {
        return rows.size();
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** All of them. */
    List<Row> all() {
        return new ArrayList<>(rows.values());
    }

    /** The first ones, at most so many. */
    List<Row> first(int most) {
        return rows.values().stream().limit(most).toList();
    }

    /** Drops as many as were told by {@link #first}. */
    void removeFirst(int count) {
        for (int i = 0; i < count; i++) {
            rows.pollFirstEntry();
        }
    }
}
