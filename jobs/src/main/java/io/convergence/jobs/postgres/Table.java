package io.convergence.jobs.postgres;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ListTypeInfo;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * A table that elements are written to, and which of two rows with one key stays. Where that is the one with the higher
 * version, writing is idempotent and free of order, which at-least-once delivery needs.
 *
 * @param name name of the table
 * @param key columns of the primary key
 * @param others the other columns
 * @param winner which of two rows with one key stays
 * @param day the instant column by whose UTC day the table is partitioned, one of the key; null when it is not
 */
public record Table<T>(
        String name,
        List<Column<T>> key,
        List<Column<T>> others,
        ConflictRule winner,
        @Nullable String day) implements Serializable {

    public Table {
        key = List.copyOf(key);
        others = List.copyOf(others);
    }

    /** All columns, in the order of a row. */
    List<Column<T>> columns() {
        return Stream.concat(key.stream(), others.stream()).toList();
    }

    /** The row of an element. */
    public Row row(T element) {
        List<Column<T>> columns = columns();
        Row row = new Row(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            row.setField(i, columns.get(i).value().apply(element));
        }
        return row;
    }

    /** The row's key as text: equal for equal keys, and in one order for all writers. */
    String keyOf(Row row) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < key.size(); i++) {
            text.append(row.getField(i)).append('\n');
        }
        return text.toString();
    }

    /** The element's key as text, as {@link #keyOf(Row)} tells it. */
    String route(T element) {
        StringBuilder text = new StringBuilder();
        for (Column<T> column : key) {
            text.append(column.value().apply(element)).append('\n');
        }
        return text.toString();
    }

    /** The one of two rows of a key that stays. */
    Row winner(Row held, Row candidate) {
        return switch (winner.rule()) {
            case FIRST -> held;
            case LAST -> candidate;
            case HIGHEST -> isHigher(candidate, held) ? candidate : held;
        };
    }

    /** Position of a column in a row. */
    int position(String column) {
        List<Column<T>> columns = columns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name + " has no column " + column);
    }

    /** How a batch of rows is serialised. */
    public TypeInformation<List<Row>> batchType() {
        List<Column<T>> columns = columns();
        return new ListTypeInfo<>(new RowTypeInfo(
                columns.stream().map(column -> column.kind().type()).toArray(TypeInformation<?>[]::new),
                columns.stream().map(Column::name).toArray(String[]::new)));
    }

    /**
     * One statement for any number of rows, with an array per column as parameters. PostgreSQL refuses a statement that
     * would change a row twice, so a batch holds a key once.
     */
    String upsert() {
        String names = names(columns());
        return "INSERT INTO " + name + " (" + names + ") SELECT "
                + columns().stream()
                        .map(column -> column.kind().expression("batch." + column.name()))
                        .collect(Collectors.joining(", "))
                + " FROM unnest("
                + columns().stream()
                        .map(column -> "?::" + column.kind().element() + "[]")
                        .collect(Collectors.joining(", "))
                + ") AS batch (" + names + ") ON CONFLICT (" + names(key) + ") DO " + onConflict();
    }

    private String onConflict() {
        String changes = others.stream()
                .map(column -> column.name() + " = excluded." + column.name())
                .collect(Collectors.joining(", "));
        return winner.onConflict(name, changes);
    }

    private boolean isHigher(Row candidate, Row held) {
        for (String column : winner.versions()) {
            int at = position(column);
            int order = Long.compare(version(candidate, at), version(held, at));
            if (order != 0) {
                return order > 0;
            }
        }
        return false;
    }

    private long version(Row row, int at) {
        if (row.getField(at) instanceof Long value) {
            return value;
        }
        throw new IllegalStateException("a row of " + name + " holds no version");
    }

    private static <T> String names(List<Column<T>> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
