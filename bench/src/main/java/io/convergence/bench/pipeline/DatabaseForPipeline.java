package io.convergence.bench.pipeline;

import io.convergence.bench.BenchDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The database of a measurement, as a process of its own, with the job's tables. */
public final class DatabaseForPipeline {
    static final String USER = "postgres";

    private static final String TABLES = "SELECT quote_ident(relname) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
            + " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
            + " AND relname NOT LIKE 'flyway%'";

    private DatabaseForPipeline() {}

    /** Starts the database, prints {@code database: URL}, and runs until the process is asked to end. */
    public static void main(String[] arguments) throws InterruptedException {
        BenchDatabase database = BenchDatabase.start();
        Runtime.getRuntime().addShutdownHook(new Thread(database::close, "close-database"));
        System.out.println("database: " + database.url());
        new CountDownLatch(1).await();
    }

    /** Deletes the rows of all tables, so that a measurement does not find those of the one before. */
    static void clear(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, USER, "");
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(TABLES)) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            statement.execute("TRUNCATE " + String.join(", ", tables));
        }
    }
}
