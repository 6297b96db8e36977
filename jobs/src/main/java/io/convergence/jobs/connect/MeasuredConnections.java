package io.convergence.jobs.connect;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.jspecify.annotations.Nullable;

/** Connections whose prepared statements tell how their batches did. Made where it is used; never serialised. */
final class MeasuredConnections implements JdbcConnectionProvider {
    private static final long serialVersionUID = 1;
    private static final String EXECUTE = "executeBatch";

    private final JdbcConnectionProvider connections;
    private final transient StatementMetrics metrics;

    /** Measures the connections of a provider. */
    MeasuredConnections(JdbcConnectionProvider connections, StatementMetrics metrics) {
        this.connections = connections;
        this.metrics = metrics;
    }

    @Override
    public @Nullable Connection getConnection() {
        Connection connection = connections.getConnection();
        return connection == null ? null : measured(connection);
    }

    @Override
    public boolean isConnectionValid() throws SQLException {
        return connections.isConnectionValid();
    }

    @Override
    public Connection getOrEstablishConnection() throws SQLException, ClassNotFoundException {
        return measured(connections.getOrEstablishConnection());
    }

    @Override
    public void closeConnection() {
        connections.closeConnection();
    }

    @Override
    public Connection reestablishConnection() throws SQLException, ClassNotFoundException {
        return measured(connections.reestablishConnection());
    }

    @Override
    public void close() {
        closeConnection();
    }

    private Connection measured(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                MeasuredConnections.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    Object answer = call(connection, method, arguments);
                    return answer instanceof PreparedStatement statement ? measured(statement) : answer;
                });
    }

    private PreparedStatement measured(PreparedStatement statement) {
        return (PreparedStatement) Proxy.newProxyInstance(
                MeasuredConnections.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (proxy, method, arguments) -> method.getName().equals(EXECUTE)
                        ? metrics.execute(statement)
                        : call(statement, method, arguments));
    }

    /** Calls a method; what it throws is thrown as it is. */
    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
