package io.convergence.jobs.postgres;

import io.convergence.jobs.settings.Expiry;
import io.convergence.jobs.settings.Thinning;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * Creator of the day partitions that a batch needs before it is written. Rows of days that retention has dropped are left
 * out. Partitions are created by a statement of their own, because PostgreSQL cannot create a partition of a table that the
 * same statement writes to. The result is cached per day. A new day also applies the retention of all tables, so that
 * tables that are rarely written lose their old days, too. Old rows of a table that is thinned become fewer after each
 * minute.
 */
final class DayPartitions {
    private static final long DAY_MILLIS = 86_400_000;
    private static final String ENSURE = "SELECT ensure_day_partition(?, ?, ?)";

    private final String table;
    private final int position;
    private final int retentionDays;
    private final Expiry expiry;
    private final Map<Long, Boolean> days = new HashMap<>();
    private final @Nullable RowThinning thinning;
    private boolean isExpiryDue;

    private DayPartitions(String table, int position, int retentionDays, Expiry expiry) {
        this.table = table;
        this.position = position;
        this.retentionDays = retentionDays;
        this.expiry = expiry;
        Thinning wished = expiry.thinning(table);
        this.thinning = wished == null ? null : new RowThinning(wished);
    }

    /**
     * The partitions of a table, or null when it is not partitioned.
     *
     * @param retentionDays days that are kept of the table
     * @param expiry what drops expired rows of all tables of the job
     */
    static @Nullable DayPartitions of(Table<?> table, int retentionDays, Expiry expiry) {
        String day = table.day();
        return day == null ? null : new DayPartitions(table.name(), table.position(day), retentionDays, expiry);
    }

    /** The rows of a batch whose days are kept. Their partitions exist on return. */
    List<Row> kept(Connection connection, List<Row> batch) throws SQLException {
        Set<Long> unknown = unknown(batch);
        if (!unknown.isEmpty()) {
            ensure(connection, unknown);
        }
        List<Row> kept = days.containsValue(false)
                ? batch.stream()
                        .filter(row -> days.getOrDefault(day(row), false))
                        .toList()
                : batch;
        if (thinning != null) {
            kept.stream().mapToLong(this::millis).max().ifPresent(thinning::reach);
        }
        return kept;
    }

    /** The days of a batch that are not cached, ascending. Nearly all rows have the day of the row before. */
    private Set<Long> unknown(List<Row> batch) {
        Set<Long> unknown = new TreeSet<>();
        long before = Long.MIN_VALUE;
        for (Row row : batch) {
            long day = day(row);
            if (day != before && !days.containsKey(day)) {
                unknown.add(day);
            }
            before = day;
        }
        return unknown;
    }

    /** Drops what retention no longer keeps of any table, once after each day that was new to this writer. */
    void expire(Connection connection) throws SQLException {
        if (!isExpiryDue) {
            return;
        }
        isExpiryDue = false;
        List<Integer> arguments = expiry.days();
        String placeholders = String.join(", ", Collections.nCopies(arguments.size(), "?"));
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + expiry.function() + "(" + placeholders + ")")) {
            for (int i = 0; i < arguments.size(); i++) {
                statement.setInt(i + 1, arguments.get(i));
            }
            statement.execute();
        }
    }

    /** Thins the old rows of this table for a short time, once after each minute that was new to this writer. */
    void thin(Connection connection) throws SQLException {
        if (thinning != null) {
            thinning.run(connection);
        }
    }

    /** Clears the cache: another writer has dropped a day, or the next connection may be to another server. */
    void forget() {
        days.clear();
    }

    private long day(Row row) {
        return Math.floorDiv(millis(row), DAY_MILLIS);
    }

    private long millis(Row row) {
        if (row.getField(position) instanceof Long millis) {
            return millis;
        }
        throw new IllegalArgumentException("a row of " + table + " has no instant at position " + position);
    }

    private void ensure(Connection connection, Set<Long> unknown) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ENSURE)) {
            for (long day : unknown) {
                statement.setString(1, table);
                statement.setObject(2, LocalDate.ofEpochDay(day));
                statement.setInt(3, retentionDays);
                try (ResultSet result = statement.executeQuery()) {
                    days.put(day, result.next() && result.getBoolean(1));
                }
            }
        }
        isExpiryDue = true;
        markDropped();
    }

    /** Marks days as dropped that a newer day of this batch has moved beyond the retention. */
    private void markDropped() {
        long newest = days.entrySet().stream()
                .filter(Map.Entry::getValue)
                .mapToLong(Map.Entry::getKey)
                .max()
                .orElse(Long.MIN_VALUE + retentionDays);
        days.replaceAll((day, isKept) -> isKept && day > newest - retentionDays);
    }
}
