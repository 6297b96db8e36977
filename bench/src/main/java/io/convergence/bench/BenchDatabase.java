package io.convergence.bench;

import io.convergence.jobs.postgres.Migrations;
import io.convergence.kit.files.Directories;
import io.convergence.kit.postgres.EmbeddedDatabase;
import io.convergence.kit.postgres.SqlClient;
import java.sql.SQLException;

/** A Postgres server of this machine with the job's tables, whose commits wait for the disk as in production. */
public final class BenchDatabase implements AutoCloseable {
    private final EmbeddedDatabase server;

    private BenchDatabase(EmbeddedDatabase server) {
        this.server = server;
    }

    /** Starts a server and creates the tables. */
    public static BenchDatabase start() {
        BenchDatabase database =
                new BenchDatabase(EmbeddedDatabase.startSynced(Directories.temporary("convergence-bench-postgres-")));
        Migrations.apply(BenchSettings.of(database).postgres());
        return database;
    }

    /** The number of rows of budget snapshots. */
    public long snapshotRows() throws SQLException {
        return Long.parseLong(
                server.sql().query("SELECT count(*) FROM slo_snapshots").get(0));
    }

    /** Freezes the server: it answers nothing, and its connections stay open. */
    public void pause() {
        server.pause();
    }

    /** Lets a frozen server continue. */
    public void resume() {
        server.resume();
    }

    @Override
    public void close() {
        server.close();
    }

    /** The JDBC address, without user and password. */
    public String url() {
        return server.jdbcUrl();
    }

    /** SQL as the owner of the tables. */
    public SqlClient sql() {
        return server.sql();
    }

    String user() {
        return server.user();
    }
}
