package io.convergence.launcher.replay;

import io.convergence.core.codec.ReportJson;
import io.convergence.core.codec.SnapshotJson;
import io.convergence.launcher.system.Endpoints;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Writer of the rows that the job stored for objectives as files, one row per line, sorted by event time, then key. Equal
 * runs write equal files.
 */
final class ObjectiveRowWriter {
    private static final int FETCH_ROWS = 5000;

    private static final String SNAPSHOTS = """
            SELECT tenant, slo, generation, slo_group, (extract(epoch FROM window_end) * 1000)::bigint AS window_end,
                   (extract(epoch FROM period_start) * 1000)::bigint AS period_start,
                   (extract(epoch FROM period_end) * 1000)::bigint AS period_end,
                   (extract(epoch FROM counted_from) * 1000)::bigint AS counted_from,
                   revision, good, bad, total, target, method, windows, observed, expected, fallback, status,
                   cold_start, burn_window, exhaustion_seconds, roll_off_exhaustion_seconds
            FROM slo_snapshots AS s
            ORDER BY s.window_end, tenant COLLATE "C", slo COLLATE "C", generation, slo_group COLLATE "C"
            """;

    private static final String REPORTS = """
            SELECT tenant, slo, generation, slo_group, kind,
                   (extract(epoch FROM period_start) * 1000)::bigint AS period_start,
                   (extract(epoch FROM period_end) * 1000)::bigint AS period_end,
                   good, bad, total, target, method, events, bad_events, observed_minutes, breach_minutes,
                   worst_burn_bad, worst_burn_total,
                   (extract(epoch FROM worst_burn_at) * 1000)::bigint AS worst_burn_at, attribution,
                   labels, notification_targets
            FROM slo_reports AS r
            ORDER BY r.period_end, tenant COLLATE "C", slo COLLATE "C", generation, slo_group COLLATE "C",
                     kind COLLATE "C", r.period_start
            """;

    private final Endpoints endpoints;
    private final Path directory;

    ObjectiveRowWriter(Endpoints endpoints, Path directory) {
        this.endpoints = endpoints;
        this.directory = directory;
    }

    /** Conversion of a row to a line. */
    private interface Line {
        byte[] of(ResultSet row) throws SQLException;
    }

    /**
     * Reads the tables and writes the files.
     *
     * @param documents published definitions, for the counts
     */
    ObjectiveRowCounts write(long documents) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(
                endpoints.jdbcUrl(), endpoints.databaseUser(), endpoints.databasePassword())) {
            // The driver fetches rows in portions only outside of auto-commit.
            connection.setAutoCommit(false);
            return new ObjectiveRowCounts(
                    documents,
                    write(
                            connection,
                            SNAPSHOTS,
                            "slo-snapshots.jsonl",
                            row -> SnapshotJson.encode(SloRows.snapshot(row))),
                    write(connection, REPORTS, "slo-reports.jsonl", row -> ReportJson.encode(SloRows.report(row))));
        }
    }

    private long write(Connection connection, String question, String name, Line line)
            throws IOException, SQLException {
        long rows = 0;
        try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(directory.resolve(name)), 1 << 20);
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet result = statement.executeQuery(question)) {
                while (result.next()) {
                    output.write(line.of(result));
                    output.write('\n');
                    rows++;
                }
            }
        }
        return rows;
    }
}
