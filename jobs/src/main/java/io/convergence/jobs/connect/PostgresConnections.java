package io.convergence.jobs.connect;

import io.convergence.jobs.settings.PostgresSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.datasource.connections.SimpleJdbcConnectionProvider;

/** Ways to the database. */
final class PostgresConnections {
    private static final String DRIVER = "org.postgresql.Driver";
    private static final String APPLICATION = "convergence";

    private PostgresConnections() {}

    /** A connection of one's own, in auto-commit, by the driver of the job's own class loader. */
    static Connection open(PostgresSettings settings) throws SQLException {
        try {
            return new SimpleJdbcConnectionProvider(options(settings)).getOrEstablishConnection();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the driver is packaged with the job", e);
        }
    }

    /** What the connector connects with. */
    static JdbcConnectionOptions options(PostgresSettings settings) {
        JdbcConnectionOptions.JdbcConnectionOptionsBuilder builder =
                new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                        .withUrl(settings.url())
                        .withDriverName(DRIVER);
        properties(settings).forEach((key, value) -> builder.withProperty((String) key, (String) value));
        return builder.build();
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
}
