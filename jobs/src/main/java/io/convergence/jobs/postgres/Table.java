package io.convergence.jobs.postgres;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ListTypeInfo;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/**
 * A table and the mapping of elements to its rows. With a conflict rule by version, writing is idempotent and independent
 * of order, as at-least-once delivery requires.
 *
 * @param name name of the table
 * @param key columns of the primary key
 * @param others the other columns
 * @param conflictRule rule that decides which of two rows with equal keys wins
 * @param day instant column of the key by whose UTC day the table is partitioned, or null when it is not partitioned
 * @param analytic whether rows are dropped before those of other tables when memory is short, and never fail the job
 * @param firstWrite which elements are expected to be the first of their keys, so that their rows can be copied
 */
public record Table<T>(
        String name,
        List<Column<T>> key,
        List<Column<T>> others,
        ConflictRule conflictRule,
        @Nullable String day,
        boolean analytic,
        FirstWrite<T> firstWrite)
        implements Serializable {

    public Table {
        key = List.copyOf(key);
        others = List.copyOf(others);
    }

    /** A table without first writes, unless the first row of a key always wins: then every row is expected to be the first. */
    public Table(
            String name,
            List<Column<T>> key,
            List<Column<T>> others,
            ConflictRule conflictRule,
            @Nullable String day,
            boolean analytic) {
        this(name, key, others, conflictRule, day, analytic, element -> conflictRule.rule() == ConflictRule.Rule.FIRST);
    }

    /** All columns in the order of a row's fields. */
    List<Column<T>> columns() {
        return Stream.concat(key.stream(), others.stream()).toList();
    }

    /** The row of an element, of the kind {@code INSERT} when it is expected to be the first of its key. */
    public Row row(T element) {
        return row(element, firstWrite.test(element));
    }

    /** The row of an element, of the kind {@code INSERT} when it is the first of its key. */
    Row row(T element, boolean isFirst) {
        RowKind kind = isFirst ? RowKind.INSERT : RowKind.UPDATE_AFTER;
        Row row = new Row(kind, key.size() + others.size());
        for (int i = 0; i < row.getArity(); i++) {
            row.setField(i, column(i).value().apply(element));
        }
        return row;
    }

    /** The key of a row. */
    RowKey keyOf(Row row) {
        Object[] values = new Object[key.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.getField(i);
        }
        return new RowKey(values);
    }

    /** The key of an element's row. */
    RowKey keyOfElement(T element) {
        Object[] values = new Object[key.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = key.get(i).value().apply(element);
        }
        return new RowKey(values);
    }

    /** A number that is equal for elements whose rows have equal keys, and the same on every JVM. */
    int route(T element) {
        int hash = 1;
        for (int i = 0; i < key.size(); i++) {
            hash = 31 * hash + Objects.hashCode(key.get(i).value().apply(element));
        }
        return hash;
    }

    /** The key of a row for a log line, such as {@code tenant=acme, slo=fast}, without control characters. */
    String describeKey(Row row) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < key.size(); i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(key.get(i).name())
                    .append('=')
                    .append(row.getField(i));
        }
        return text.toString().replaceAll("\\p{Cntrl}", "?");
    }

    /** Position of a column in a row. */
    int position(String column) {
        for (int i = 0; i < key.size() + others.size(); i++) {
            if (column(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name + " has no column " + column);
    }

    /** The column at a position of a row. Unlike {@link #columns}, it copies nothing, so it may be called for every row. */
    Column<T> column(int position) {
        return position < key.size() ? key.get(position) : others.get(position - key.size());
    }

    /** Type information of a batch of rows. */
    public TypeInformation<List<Row>> batchType() {
        return batchType(columns());
    }

    /** Type information of a batch of rows with the given columns. */
    static <T> TypeInformation<List<Row>> batchType(List<Column<T>> columns) {
        return new ListTypeInfo<>(new RowTypeInfo(
                columns.stream().map(column -> column.kind().type()).toArray(TypeInformation<?>[]::new),
                columns.stream().map(Column::name).toArray(String[]::new)));
    }

    /**
     * The upsert of any number of rows, with one array per column as parameters. A batch must contain each key once, because
     * PostgreSQL rejects a statement that changes a row twice.
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

    /** The statement that copies rows in binary format, see {@link CopyContent}. */
    String copy() {
        return "COPY " + name + " (" + names(columns()) + ") FROM STDIN (FORMAT binary)";
    }

    private String onConflict() {
        String changes = others.stream()
                .map(column -> column.name() + " = excluded." + column.name())
                .collect(Collectors.joining(", "));
        return conflictRule.onConflict(name, changes);
    }

    private static <T> String names(List<Column<T>> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
