package io.convergence.launcher.replay;

import io.convergence.launcher.system.Endpoints;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writer of the rows that the sessions job stored as files, one JSON object per line, sorted by the primary key of the
 * table. A file has the name of its table with hyphens. Equal runs write equal files.
 */
final class EventRowWriter {
    private static final int FETCH_ROWS = 5000;

    /** Tables with their keys; texts are sorted by their bytes. */
    private static final Map<String, String> TABLES = tables();

    private final Endpoints endpoints;
    private final Path directory;

    EventRowWriter(Endpoints endpoints, Path directory) {
        this.endpoints = endpoints;
        this.directory = directory;
    }

    /** Reads the tables and writes the files; returns the number of rows by table. */
    Map<String, Long> write() throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(
                endpoints.jdbcUrl(), endpoints.databaseUser(), endpoints.databasePassword())) {
            // The driver fetches rows in portions only outside of auto-commit.
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL TimeZone = 'UTC'");
            }
            Map<String, Long> rows = new LinkedHashMap<>();
            for (Map.Entry<String, String> table : TABLES.entrySet()) {
                rows.put(table.getKey(), write(connection, table.getKey(), table.getValue()));
            }
            return rows;
        }
    }

    private long write(Connection connection, String table, String key) throws IOException, SQLException {
        long rows = 0;
        String question = "SELECT to_jsonb(r)::text FROM " + table + " AS r ORDER BY " + key;
        try (BufferedWriter output = Files.newBufferedWriter(directory.resolve(table.replace('_', '-') + ".jsonl"));
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet result = statement.executeQuery(question)) {
                while (result.next()) {
                    output.write(result.getString(1));
                    output.write('\n');
                    rows++;
                }
            }
        }
        return rows;
    }

    private static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("rum_sessions", "tenant COLLATE \"C\", app COLLATE \"C\", session COLLATE \"C\", started_at");
        tables.put("rum_timeline", "tenant COLLATE \"C\", session COLLATE \"C\", id COLLATE \"C\", received_at");
        tables.put(
                "rum_metric_minutes",
                "tenant COLLATE \"C\", app COLLATE \"C\", host COLLATE \"C\", minute, metric COLLATE \"C\","
                        + " device COLLATE \"C\", dimension COLLATE \"C\", value COLLATE \"C\"");
        tables.put("rum_error_groups", "tenant COLLATE \"C\", app COLLATE \"C\", fingerprint COLLATE \"C\"");
        tables.put(
                "rum_error_minutes",
                "tenant COLLATE \"C\", app COLLATE \"C\", host COLLATE \"C\", minute, fingerprint COLLATE \"C\"");
        return tables;
    }
}
