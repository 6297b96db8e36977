package io.convergence.bench.query;

import io.convergence.bench.BenchDatabase;
import io.convergence.kit.postgres.SqlClient;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;

/** The database of {@code bench/query.sh}, as a process of its own: with the job's tables and {@link ReadRows}. */
public final class DatabaseForBench {
    /** Role that the query service connects as. */
    private static final String READER = "convergence_query";

    private DatabaseForBench() {}

    /** Starts the database, prints {@code database: URL}, and runs until the process is asked to end. */
    public static void main(String[] arguments) throws SQLException, InterruptedException {
        BenchDatabase database = BenchDatabase.start();
        Runtime.getRuntime().addShutdownHook(new Thread(database::close, "close-database"));
        SqlClient sql = database.sql();
        sql.execute("CREATE ROLE " + READER + " LOGIN; SELECT convergence_grant_reader('" + READER + "')");
        new ReadRows(sql).write();
        System.out.println("database: " + database.url());
        new CountDownLatch(1).await();
    }
}
