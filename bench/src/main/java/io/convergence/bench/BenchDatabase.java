package io.convergence.bench;

import io.convergence.jobs.postgres.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL server of this machine with the job's tables, as it comes: every commit waits for the disk. */
public final class BenchDatabase implements AutoCloseable {
    static final String USER = "postgres";

    private final EmbeddedPostgres server;

    private BenchDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    public static BenchDatabase start() throws IOException {
        BenchDatabase database = new BenchDatabase(EmbeddedPostgres.builder()
                .setServerConfig("max_wal_size", "4GB")
                .start());
        Migrations.apply(BenchSettings.of(database).postgres());
        return database;
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    /** Rows of snapshots. */
    public long rows() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM slo_snapshots")) {
            result.next();
            return result.getLong(1);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
