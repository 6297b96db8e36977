package io.convergence.jobs.postgres;

import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.kit.postgres.EmbeddedDatabase;
import io.convergence.kit.postgres.SqlClient;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.types.Row;

/** A migrated database of one test in the Postgres server that all tests of the JVM share. */
public final class Store {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final String name;
    private final PostgresSettings settings;
    private final SqlClient sql;

    private Store(String name, PostgresSettings settings, SqlClient sql) {
        this.name = name;
        this.settings = settings;
        this.sql = sql;
    }

    /** Creates a database with the job's tables. */
    public static Store create() {
        EmbeddedDatabase server = EmbeddedDatabase.shared();
        String name = "store_" + NEXT.incrementAndGet();
        String url = server.jdbcUrl(name);
        PostgresSettings settings = new PostgresSettings(url, server.user(), null, Map.of());
        try {
            server.sql().execute("CREATE DATABASE " + name);
            Migrations.apply(settings);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Store(name, settings, new SqlClient(url, server.user(), server.password()));
    }

    /** The settings of a job that writes to the database. */
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

    /** Refuses new connections and closes the open ones. */
    void close() throws SQLException {
        allowConnections(false);
        EmbeddedDatabase.shared()
                .sql()
                .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }

    /** Accepts connections again. */
    void open() throws SQLException {
        allowConnections(true);
    }

    /** Creates the partition of a day if the day is within the retention; returns whether it is. */
    public boolean ensure(String table, String day, int retentionDays) throws SQLException {
        return query("SELECT ensure_day_partition('" + table + "', '" + day + "', " + retentionDays + ")")
                .get(0)
                .equals("t");
    }

    /** The rows of a query as text, their columns joined by {@code |}. */
    public List<String> query(String statement) throws SQLException {
        return sql.query(statement);
    }

    /** Runs a statement. */
    public void execute(String statement) throws SQLException {
        sql.execute(statement);
    }

    private void allowConnections(boolean allowed) throws SQLException {
        EmbeddedDatabase.shared().sql().execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS " + allowed);
    }
}
