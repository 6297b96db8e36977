package io.convergence.jobs.postgres;

import io.convergence.jobs.settings.PostgresSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ways to the database. */
public final class PostgresConnections {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresConnections.class);
    private static final String DRIVER = "org.postgresql.Driver";
    private static final String APPLICATION = "convergence";

    /** Seconds that a writer waits for an answer; the driver's own default is for ever. */
    private static final String ANSWER_SECONDS = "20";

    private PostgresConnections() {}

    /** A connection of one's own, in auto-commit, by the driver of the job's own class loader. */
    public static Connection open(PostgresSettings settings) throws SQLException {
        return open(settings, properties(settings));
    }

    /** The same for statements that are short and can be repeated: a server that does not answer is away. */
    static Connection openForWriting(PostgresSettings settings) throws SQLException {
        Properties properties = properties(settings);
        properties.putIfAbsent("socketTimeout", ANSWER_SECONDS);
        properties.putIfAbsent("tcpKeepAlive", "true");
        return open(settings, properties);
    }

    /** Closes a connection, if any, that may be broken already. */
    static void close(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("a connection was closed before", e);
            }
        }
    }

    /** Properties of the driver, user and password among them. */
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
            throw new IllegalStateException("the driver is packaged with the job", e);
        }
        return DriverManager.getConnection(settings.url(), properties);
    }
}
