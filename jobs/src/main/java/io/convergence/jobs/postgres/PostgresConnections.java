package io.convergence.jobs.postgres;

import io.convergence.jobs.settings.PostgresSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Factory of database connections. */
public final class PostgresConnections {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresConnections.class);
    private static final String DRIVER = "org.postgresql.Driver";
    private static final String APPLICATION = "convergence";

    /** Timeouts of writers in seconds; the driver waits for a response for ever by default. */
    private static final String CONNECT_TIMEOUT_SECONDS = "5";

    private static final String SOCKET_TIMEOUT_SECONDS = "10";

    private PostgresConnections() {}

    /** A new connection in auto-commit mode, from the driver of the job's class loader. The caller closes it. */
    public static Connection open(PostgresSettings settings) throws SQLException {
        return open(settings, properties(settings));
    }

    /** A new connection with short timeouts, for short statements that can be repeated. */
    static Connection openForWriting(PostgresSettings settings) throws SQLException {
        Properties properties = properties(settings);
        properties.putIfAbsent("connectTimeout", CONNECT_TIMEOUT_SECONDS);
        properties.putIfAbsent("loginTimeout", CONNECT_TIMEOUT_SECONDS);
        properties.putIfAbsent("socketTimeout", SOCKET_TIMEOUT_SECONDS);
        properties.putIfAbsent("tcpKeepAlive", "true");
        return open(settings, properties);
    }

    /** Closes a connection, if any, which may already be broken. */
    static void close(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("a broken connection could not be closed", e);
            }
        }
    }

    /** Properties of the driver, with user and password. */
    static Properties properties(PostgresSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", APPLICATION);
        properties.putAll(settings.driver());
        properties.setProperty("user", settings.user());
        if (settings.password() != null) {
            properties.setProperty("password", settings.password().reveal());
        }
        return properties;
    }

    private static Connection open(PostgresSettings settings, Properties properties) throws SQLException {
        try {
            Class.forName(DRIVER);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the JDBC driver is missing from the job's jar", e);
        }
        return DriverManager.getConnection(settings.url(), properties);
    }
}
