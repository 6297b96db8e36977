package io.convergence.jobs.postgres;

import java.util.Arrays;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/** Which of two elements or rows of a table with equal keys wins, by the table's {@link ConflictRule}. */
final class ConflictOrder<T> {
    private final Table<T> table;
    private final int[] versions;
    private final boolean byTime;

    ConflictOrder(Table<T> table) {
        this.table = table;
        this.versions = table.conflictRule().versions().stream()
                .mapToInt(table::position)
                .toArray();
        this.byTime = versions.length > 0 && table.column(versions[0]).kind() == Column.Kind.INSTANT;
    }

    /**
     * The instant of a state that later ones replace, epoch milliseconds. It is the least value for elements of a table whose
     * rows are not decided by time first.
     */
    long stateTime(T element) {
        return byTime ? version(table.column(versions[0]).value().apply(element)) : Long.MIN_VALUE;
    }

    /** Whether an element wins over one that was added before it. */
    boolean replaces(T later, T earlier) {
        return switch (table.conflictRule().rule()) {
            case FIRST -> false;
            case LAST -> true;
            case HIGHEST -> Arrays.compare(versionsOf(later), versionsOf(earlier)) > 0;
        };
    }

    /** The winning one of two rows. */
    Row winner(Row earlier, Row later) {
        return switch (table.conflictRule().rule()) {
            case FIRST -> earlier;
            case LAST -> later;
            case HIGHEST -> Arrays.compare(versionsOf(later), versionsOf(earlier)) > 0 ? later : earlier;
        };
    }

    private long[] versionsOf(T element) {
        long[] values = new long[versions.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = version(table.column(versions[i]).value().apply(element));
        }
        return values;
    }

    private long[] versionsOf(Row row) {
        long[] values = new long[versions.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = version(row.getField(versions[i]));
        }
        return values;
    }

    private long version(@Nullable Object value) {
        if (value instanceof Long version) {
            return version;
        }
        throw new IllegalStateException("a row of " + table.name() + " has no version");
    }
}
