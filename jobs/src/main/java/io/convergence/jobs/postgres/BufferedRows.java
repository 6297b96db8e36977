package io.convergence.jobs.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.types.Row;

/** Buffer of the rows of a table that are not written yet: one row per key, the winning one, in the order of keys. */
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

    /** All rows. */
    List<Row> all() {
        return new ArrayList<>(rows.values());
    }

    /** The first rows, at most the given number. */
    List<Row> first(int most) {
        return rows.values().stream().limit(most).toList();
    }

    /** Removes the first rows, as many as {@link #first} returned. */
    void removeFirst(int count) {
        for (int i = 0; i < count; i++) {
            rows.pollFirstEntry();
        }
    }
}
