package io.convergence.local;

import io.convergence.local.system.Endpoints;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what the job has written to the database. */
final class Rows {
    private static final List<String> TABLES = List.of(
            "convergence_verdicts",
            "convergence_transitions",
            "rum_minutes",
            "signals",
            "slos",
            "slo_snapshots",
            "slo_reports");

    private final Endpoints endpoints;

    Rows(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    void execute(String command) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /** The first column of each row, as text. */
    List<String> query(String question) throws SQLException {
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

    /** Every row of every table, sorted, by table: equal for equal runs. */
    Map<String, List<String>> all() throws SQLException {
        Map<String, List<String>> all = new TreeMap<>();
        for (String table : TABLES) {
            all.put(table, query("SELECT t::text FROM " + table + " AS t ORDER BY 1"));
        }
        return all;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(endpoints.jdbcUrl(), endpoints.databaseUser(), endpoints.databasePassword());
    }
}
