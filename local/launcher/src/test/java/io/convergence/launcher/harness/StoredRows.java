package io.convergence.launcher.harness;

import io.convergence.launcher.system.Endpoints;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows that the job has written to the database. */
public final class StoredRows {
    private static final List<String> TABLES = List.of(
            "convergence_verdicts",
            "convergence_transitions",
            "convergence_minutes",
            "incidents",
            "rum_minutes",
            "signals",
            "slos",
            "slo_snapshots",
            "slo_status",
            "slo_reports");

    private final Endpoints endpoints;

    /** The rows of a database. */
    public StoredRows(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    public void execute(String command) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /** The rows of a query, as text. */
    public List<String> query(String question) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(String.valueOf(rows.getString(1)));
            }
            return texts;
        }
    }

    /** Sorted rows by table: equal for equal runs. */
    public Map<String, List<String>> all() throws SQLException {
        return rows("true");
    }

    /**
     * Thins the snapshots completely, as of an event time in epoch milliseconds, to 5 minutes after one hour and to hours
     * after two; returns the sorted rows that remain: equal for equal runs, whenever each was thinned.
     */
    public List<String> thinned(long reached) throws SQLException {
        String call = "SELECT thin_snapshots('" + Instant.ofEpochMilli(reached) + "', 1, 2)";
        String hasMore;
        do {
            hasMore = query(call).get(0);
        } while (hasMore.equals("t"));
        return query("SELECT t::text FROM slo_snapshots AS t ORDER BY 1");
    }

    /** A transaction number greater than those of all transactions so far and less than those of later ones. */
    public String transaction() throws SQLException {
        return query("SELECT pg_current_xact_id()").get(0);
    }

    /** Sorted rows by table that were inserted or replaced after a transaction. */
    public Map<String, List<String>> writtenSince(String transaction) throws SQLException {
        return rows("t.xmin::text::bigint > " + transaction);
    }

    private Map<String, List<String>> rows(String condition) throws SQLException {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : TABLES) {
            rows.put(table, query("SELECT t::text FROM " + table + " AS t WHERE " + condition + " ORDER BY 1"));
        }
        return rows;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(endpoints.jdbcUrl(), endpoints.databaseUser(), endpoints.databasePassword());
    }
}
