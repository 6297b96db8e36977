package io.convergence.jobs.connect;

import io.convergence.jobs.settings.PostgresSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/**
 * Makes sure that the days of a batch have their partitions before the batch is written, and leaves out rows of days
 * that retention has already dropped, counted as {@code sink.rows_expired}. It is a step of its own, because PostgreSQL creates no
 * partition of a table that the same statement writes to. A connection lives as long as one question: a subtask asks
 * once a day.
 */
final class DayPartitions extends RichFlatMapFunction<List<Row>, List<Row>> {
    private static final long serialVersionUID = 1;
    private static final long DAY_MILLIS = 86_400_000;
    private static final String QUESTION = "SELECT ensure_day_partition(?, ?, ?)";

    private final PostgresSettings postgres;
    private final String table;
    private final int position;
    private final int retentionDays;

    private transient Map<Long, Boolean> days = new HashMap<>();
    private transient Counter expired = new SimpleCounter();

    /**
     * Prepares partitions of a table.
     *
     * @param position where in a row the instant lies by whose day the table is partitioned, epoch milliseconds
     * @param retentionDays days kept, counted from the newest
     */
    DayPartitions(PostgresSettings postgres, String table, int position, int retentionDays) {
        this.postgres = postgres;
        this.table = table;
        this.position = position;
        this.retentionDays = retentionDays;
    }

    @Override
    public void open(OpenContext context) {
        days = new HashMap<>();
        expired = getRuntimeContext()
                .getMetricGroup()
                .addGroup("sink")
                .addGroup("table", table)
                .counter("rows_expired");
    }

    @Override
    public void flatMap(List<Row> batch, Collector<List<Row>> out) throws SQLException {
        List<Long> unknown = batch.stream()
                .map(this::day)
                .distinct()
                .filter(day -> !days.containsKey(day))
                .toList();
        if (!unknown.isEmpty()) {
            ask(unknown);
        }
        List<Row> kept =
                batch.stream().filter(row -> days.getOrDefault(day(row), false)).toList();
        expired.inc(batch.size() - kept.size());
        if (!kept.isEmpty()) {
            out.collect(kept);
        }
    }

    private long day(Row row) {
        if (row.getField(position) instanceof Long millis) {
            return Math.floorDiv(millis, DAY_MILLIS);
        }
        throw new IllegalArgumentException("a row of " + table + " holds no instant at position " + position);
    }

    private void ask(List<Long> unknown) throws SQLException {
        try (Connection connection = PostgresConnections.open(postgres);
                PreparedStatement question = connection.prepareStatement(QUESTION)) {
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
