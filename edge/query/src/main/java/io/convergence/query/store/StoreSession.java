package io.convergence.query.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.metrics.QueryMetrics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Transaction of one request. Used by one thread. */
public final class StoreSession {
    private static final int FETCH_SIZE = 2_000;

    private final Connection connection;
    private final String tenant;
    private final QueryMetrics metrics;

    StoreSession(Connection connection, String tenant, QueryMetrics metrics) {
        this.connection = connection;
        this.tenant = tenant;
        this.metrics = metrics;
    }

    /** The tenant that the transaction may read. */
    public String tenant() {
        return tenant;
    }

    /**
     * The rows of a query as JSON objects with a field for each column.
     *
     * @param name name of the statement in metrics
     */
    public List<ObjectNode> rows(String name, Clause clause) {
        List<ObjectNode> rows = new ArrayList<>();
        each(name, clause, row -> rows.add(row.json()));
        return rows;
    }

    /** The first row of a query, or null. */
    public @Nullable ObjectNode first(String name, Clause clause) {
        List<ObjectNode> rows = rows(name, clause);
        return rows.isEmpty() ? null : rows.get(0);
    }

    /** Calls a consumer with each row of a query; the row is valid during the call only. */
    public void each(String name, Clause clause, Consumer<StoreRow> consumer) {
        each(name, clause.sql(), clause.values(), consumer);
    }

    /** Runs a statement that writes; returns the number of rows that it wrote. */
    public int update(String name, Clause clause) {
        long started = System.nanoTime();
        try (PreparedStatement statement = connection.prepareStatement(clause.sql())) {
            bindAll(statement, clause.values());
            int rows = statement.executeUpdate();
            metrics.observeStatement(name, System.nanoTime() - started);
            return rows;
        } catch (SQLException e) {
            throw new StatementFailedException(e);
        }
    }

    /** Statements on the connection itself. */
    @FunctionalInterface
    interface ConnectionWork<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Runs statements on the connection itself, which stays open; they are timed together. */
    <T> T run(String name, ConnectionWork<T> work) {
        long started = System.nanoTime();
        try {
            T result = work.run(connection);
            metrics.observeStatement(name, System.nanoTime() - started);
            return result;
        } catch (SQLException e) {
            throw new StatementFailedException(e);
        }
    }

    private void each(String name, String sql, List<? extends @Nullable Object> values, Consumer<StoreRow> consumer) {
        long started = System.nanoTime();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH_SIZE);
            bindAll(statement, values);
            try (ResultSet result = statement.executeQuery()) {
                StoreRow row = new StoreRow(result);
                while (result.next()) {
                    consumer.accept(row);
                }
            }
        } catch (SQLException e) {
            throw new StatementFailedException(e);
        }
        metrics.observeStatement(name, System.nanoTime() - started);
    }

    private void bindAll(PreparedStatement statement, List<? extends @Nullable Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            bind(statement, i + 1, values.get(i));
        }
    }

    private void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value instanceof Instant instant) {
            statement.setObject(index, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
        } else if (value instanceof Collection<?> texts) {
            statement.setArray(index, connection.createArrayOf("text", texts.toArray()));
        } else {
            statement.setObject(index, value);
        }
    }
}
