package io.convergence.bench.query;

import io.convergence.bench.BenchDatabase;
import io.convergence.kit.postgres.SqlClient;
import io.convergence.kit.wait.Waiting;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The database of {@code bench/query.sh} and {@code bench/streams.sh}, as a process of its own: with the job's tables and
 * {@link ReadRows}.
 */
public final class DatabaseForBench {
    /** Role that the query service connects as. */
    private static final String READER = "convergence_query";

    /** Argument with which the latest verdicts move on as those of a job do. */
    private static final String MOVING = "moving";

    private static final long SLIDE_MILLIS = 10_000;
    private static final String MOVE =
            "UPDATE convergence_verdicts SET window_end = window_end + interval '10 s', views = views + 1";

    private DatabaseForBench() {}

    /**
     * Starts the database, prints {@code database: URL}, and runs until the process is asked to end.
     *
     * @param arguments {@code moving}: only the latest verdicts are written, and all of them change every ten seconds
     */
    public static void main(String[] arguments) throws SQLException, InterruptedException {
        boolean isMoving = List.of(arguments).contains(MOVING);
        BenchDatabase database = BenchDatabase.start();
        Runtime.getRuntime().addShutdownHook(new Thread(database::close, "close-database"));
        SqlClient sql = database.sql();
        sql.execute("CREATE ROLE " + READER + " LOGIN; SELECT convergence_grant_reader('" + READER + "')");
        if (isMoving) {
            new ReadRows(sql).writeVerdicts();
        } else {
            new ReadRows(sql).write();
        }
        System.out.println("database: " + database.url());
        if (isMoving) {
            move(sql);
        }
        new CountDownLatch(1).await();
    }

    /** Moves the verdicts on until the process ends. */
    private static void move(SqlClient sql) throws SQLException {
        while (true) {
            Waiting.pause(SLIDE_MILLIS);
            sql.execute(MOVE);
        }
    }
}
