package io.convergence.jobs.postgres;

import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.symbols.store.TenantTransactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** Transactions on archives of symbol files. Each thread uses a connection of its own, which is kept for the next one. */
public final class SymbolConnections implements TenantTransactions, AutoCloseable {
    private final PostgresSettings settings;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

    /** Creates an empty pool; it connects with the first transaction. */
    public SymbolConnections(PostgresSettings settings) {
        this.settings = settings;
    }

    /** Thrown when the database fails. */
    public static final class StoreFailure extends RuntimeException {
        private static final long serialVersionUID = 1;

        StoreFailure(SQLException cause) {
            super(cause);
        }
    }

    @Override
    public <T> T read(String tenant, SqlWork<T> work) {
        return run(tenant, true, work);
    }

    @Override
    public <T> T write(String tenant, SqlWork<T> work) {
        return run(tenant, false, work);
    }

    @Override
    public void close() {
        Connection connection = idle.poll();
        while (connection != null) {
            PostgresConnections.close(connection);
            connection = idle.poll();
        }
    }

    private <T> T run(String tenant, boolean isReadOnly, SqlWork<T> work) {
        Connection connection = null;
        boolean isUsable = false;
        try {
            connection = open();
            connection.setReadOnly(isReadOnly);
            begin(connection, tenant);
            T result;
            try {
                result = work.run(connection);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                isUsable = true;
                throw e;
            }
            isUsable = true;
            return result;
        } catch (SQLException e) {
            throw new StoreFailure(e);
        } finally {
            release(connection, isUsable);
        }
    }

    private Connection open() throws SQLException {
        Connection kept = idle.poll();
        if (kept != null) {
            return kept;
        }
        Connection opened = PostgresConnections.openForWriting(settings);
        opened.setAutoCommit(false);
        return opened;
    }

    private void release(@Nullable Connection connection, boolean isUsable) {
        if (connection != null && isUsable) {
            idle.push(connection);
        } else {
            PostgresConnections.close(connection);
        }
    }

    private static void begin(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT set_config('convergence.tenant', ?, true)")) {
            statement.setString(1, tenant);
            statement.execute();
        }
    }
}
