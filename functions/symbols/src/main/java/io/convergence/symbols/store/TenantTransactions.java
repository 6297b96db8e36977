package io.convergence.symbols.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Database transactions of one tenant each. Implementations throw unchecked exceptions of their own for failures. */
public interface TenantTransactions {
    /** Statements of a transaction. */
    @FunctionalInterface
    interface SqlWork<T> {
        /** Runs the statements. */
        T run(Connection connection) throws SQLException;
    }

    /** Runs statements in a read-only transaction. */
    <T> T read(String tenant, SqlWork<T> work);

    /** Runs statements in a transaction that is committed unless they throw. */
    <T> T write(String tenant, SqlWork<T> work);
}
