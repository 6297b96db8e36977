package io.convergence.jobs.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/**
 * Buffer of the rows of a table that are not written yet: one row per key, the winning one, in the order in which keys were
 * added. A row that replaces the first row of its key becomes the first, unless a writer has taken that row already. The memory
 * of the buffer is bounded by a pool, which may drop the oldest rows. Thread-safe.
 */
final class BufferedRows<T> {
    /** Estimated bytes of a row and of each field without their contents: objects, references, map entry. */
    private static final long ROW_BYTES = 150;

    private static final long FIELD_BYTES = 24;

    private final Table<T> table;
    private final ConflictOrder<T> order;
    private final BufferPool pool;
    private final IntConsumer dropped;
    private final Map<RowKey, Row> rows = new LinkedHashMap<>();
    private Set<RowKey> taken = Set.of();
    private long bytes;

    /**
     * Creates an empty buffer and adds it to a pool.
     *
     * @param dropped receives the number of dropped rows, under the monitor of the pool
     */
    BufferedRows(Table<T> table, BufferPool pool, IntConsumer dropped) {
        this.table = table;
        this.order = new ConflictOrder<>(table);
        this.pool = pool;
        this.dropped = dropped;
        pool.register(this);
    }

    /** Adds rows, each of which replaces a row with an equal key if it wins. Rows may be dropped for memory. */
    void add(Collection<Row> added) {
        synchronized (pool) {
            for (Row row : added) {
                add(row);
            }
            pool.shrink();
        }
    }

    int size() {
        synchronized (pool) {
            return rows.size();
        }
    }

    boolean isEmpty() {
        synchronized (pool) {
            return rows.isEmpty();
        }
    }

    /** Estimated memory of all rows. */
    long bytes() {
        synchronized (pool) {
            return bytes;
        }
    }

    /** Whether the rows are dropped before those of other tables. */
    boolean isAnalytic() {
        return table.analytic();
    }

    /** All rows. */
    List<Row> all() {
        synchronized (pool) {
            return new ArrayList<>(rows.values());
        }
    }

    /** The oldest rows, at most the given number, in the order of their keys, in which all writers lock rows. */
    List<Row> oldest(int most) {
        synchronized (pool) {
            List<RowKey> keys = new ArrayList<>(Math.min(most, rows.size()));
            for (Iterator<RowKey> all = rows.keySet().iterator(); all.hasNext() && keys.size() < most; ) {
                keys.add(all.next());
            }
            Collections.sort(keys);
            taken = new HashSet<>(keys);
            List<Row> oldest = new ArrayList<>(keys.size());
            keys.forEach(key -> oldest.add(rows.get(key)));
            return oldest;
        }
    }

    /** Removes rows that were written, except where a later row with an equal key has replaced them meanwhile. */
    void remove(Collection<Row> written) {
        synchronized (pool) {
            for (Row row : written) {
                RowKey key = table.keyOf(row);
                if (row.equals(rows.get(key))) {
                    rows.remove(key);
                    bytes -= bytes(row);
                }
            }
        }
    }

    /** Drops the oldest row; returns its estimated bytes. */
    long dropOldest() {
        synchronized (pool) {
            Iterator<Row> oldest = rows.values().iterator();
            long freed = bytes(oldest.next());
            oldest.remove();
            bytes -= freed;
            dropped.accept(1);
            return freed;
        }
    }

    /** Removes the buffer from its pool. */
    void close() {
        pool.unregister(this);
    }

    private void add(Row row) {
        RowKey key = table.keyOf(row);
        Row first = rows.get(key);
        Row winner = first == null ? row : order.winner(first, row);
        if (first != null && !winner.equals(first) && first.getKind() == RowKind.INSERT && !taken.contains(key)) {
            winner.setKind(RowKind.INSERT);
        }
        rows.put(key, winner);
        bytes += bytes(winner) - (first == null ? 0 : bytes(first));
    }

    private static long bytes(Row row) {
        long sum = ROW_BYTES;
        for (int i = 0; i < row.getArity(); i++) {
            sum += bytes(row.getField(i));
        }
        return sum;
    }

    private static long bytes(@Nullable Object value) {
        if (value instanceof String text) {
            return FIELD_BYTES + text.length();
        }
        return value instanceof byte[] content ? FIELD_BYTES + content.length : FIELD_BYTES;
    }
}
