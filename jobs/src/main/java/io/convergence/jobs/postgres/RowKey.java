package io.convergence.jobs.postgres;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Key of a row: the values of its first columns. Its order, column by column, is the same for all writers. */
final class RowKey implements Comparable<RowKey> {
    private final Object[] values;
    private final int hash;

    /** A key of values, which are not copied. */
    RowKey(Object[] values) {
        this.values = values;
        this.hash = Arrays.hashCode(values);
    }

    @Override
    public int compareTo(RowKey other) {
        for (int i = 0; i < values.length; i++) {
            int order = compare(values[i], other.values[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowKey that && hash == that.hash && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The order of two values of one column; null, which the database will refuse, comes first. */
    @SuppressWarnings("unchecked") // the values of a column have one type, which has an order
    private static int compare(@Nullable Object value, @Nullable Object other) {
        if (value == null || other == null) {
            return Boolean.compare(value != null, other != null);
        }
        return ((Comparable<Object>) value).compareTo(other);
    }
}
