package io.convergence.jobs.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that the days of a batch have their partitions before the batch is written, and leaves out rows of days
 * that retention has already dropped. It is a statement of its own, because PostgreSQL creates no partition of a table
 * that the same statement writes to. Each day is asked for once.
 */
final class DayPartitions {
    private static final long DAY_MILLIS = 86_400_000;
    private static final String QUESTION = "SELECT ensure_day_partition(?, ?, ?)";

    private final String table;
    private final int position;
    private final int retentionDays;
    private final Map<Long, Boolean> days = new HashMap<>();

    private DayPartitions(String table, int position, int retentionDays) {
        this.table = table;
        this.position = position;
        this.retentionDays = retentionDays;
    }

    /** The partitions of a table, or null when it has none. */
    static @Nullable DayPartitions of(Table<?> table, int retentionDays) {
        String day = table.day();
        return day == null ? null : new DayPartitions(table.name(), table.position(day), retentionDays);
    }

    /** Those of a batch whose days are kept; their partitions are there then. */
    List<Row> kept(Connection connection, List<Row> batch) throws SQLException {
        List<Long> unknown = batch.stream()
                .map(this::day)
                .distinct()
                .filter(day -> !days.containsKey(day))
                .toList();
        if (!unknown.isEmpty()) {
            ask(connection, unknown);
        }
        return batch.stream().filter(row -> days.getOrDefault(day(row), false)).toList();
    }

    /** Asks anew for every day: the next connection may be to another server. */
    void forget() {
        days.clear();
    }

    private long day(Row row) {
        if (row.getField(position) instanceof Long millis) {
            return Math.floorDiv(millis, DAY_MILLIS);
        }
        throw new IllegalArgumentException("a row of " + table + " holds no instant at position " + position);
    }

    private void ask(Connection connection, List<Long> unknown) throws SQLException {
        try (PreparedStatement question = connection.prepareStatement(QUESTION)) {
            for (long day : unknown.stream().sorted().toList()) {
                question.setString(1, table);
                question.setObject(2, LocalDate.ofEpochDay(day));
                question.setInt(3, retentionDays);
                try (ResultSet answer = question.executeQuery()) {
                    days.put(day, answer.next() && answer.getBoolean(1));
                }
            }
        }
        expire();
    }

    /** Days that a newer one of this batch has pushed out are gone from the table, whatever was answered before. */
    private void expire() {
        long newest = days.entrySet().stream()
                .filter(Map.Entry::getValue)
                .mapToLong(Map.Entry::getKey)
                .max()
                .orElse(Long.MIN_VALUE + retentionDays);
        days.replaceAll((day, isKept) -> isKept && day > newest - retentionDays);
    }
}
