package io.convergence.jobs.postgres;

import io.convergence.jobs.settings.PostgresSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.types.Row;

/** Migrated database of one test, in a PostgreSQL server that all tests of the JVM share. */
public final class Store {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final String name;
    private final PostgresSettings settings;

    private Store(String name, PostgresSettings settings) {
        this.name = name;
        this.settings = settings;
    }

    /** Creates and migrates a new database. */
    public static Store create() {
        try {
            String name = "store_" + NEXT.incrementAndGet();
            server("CREATE DATABASE " + name);
            PostgresSettings settings =
                    new PostgresSettings(Server.POSTGRES.getJdbcUrl("postgres", name), "postgres", null, Map.of());
            Migrations.apply(settings);
            return new Store(name, settings);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Settings of the superuser. */
    public PostgresSettings settings() {
        return settings;
    }

    /** Writes one batch with the upsert of the sink. */
    public <T> void write(Table<T> table, List<Row> batch) throws SQLException {
        try (Connection connection = PostgresConnections.open(settings);
                PreparedStatement statement = connection.prepareStatement(table.upsert())) {
            new RowBatchStatement(table).accept(statement, batch);
            statement.executeUpdate();
        }
    }

    /** Makes the database unavailable: refuses connections and terminates existing ones. */
    void close() throws SQLException {
        allow(false);
        server("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }

    /** Makes the database available again. */
    void open() throws SQLException {
        allow(true);
    }

    /** Ensures the partition of a day; false when retention has dropped the day. */
    public boolean ensure(String table, String day, int retentionDays) throws SQLException {
        return query("SELECT ensure_day_partition('" + table + "', '" + day + "', " + retentionDays + ")")
                .get(0)
                .equals("t");
    }

    /** The rows of a query as text, with columns joined by vertical bars. */
    public List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = PostgresConnections.open(settings);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }

    /** Executes statements. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = PostgresConnections.open(settings);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void allow(boolean connections) throws SQLException {
        server("ALTER DATABASE " + name + " ALLOW_CONNECTIONS " + connections);
    }

    private static void server(String sql) throws SQLException {
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                // The data ends with the JVM, so that nothing is gained by waiting for the disk.
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
