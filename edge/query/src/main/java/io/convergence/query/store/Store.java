package io.convergence.query.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.metrics.QueryMetrics;
import io.convergence.query.settings.StoreSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pool of database connections and the transactions of requests. Thread-safe. */
public final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final String CANCELLED = "57014";
    private static final String BEGIN =
            "SELECT set_config('convergence.tenant', ?, true), set_config('statement_timeout', ?, true)";

    private final StoreSettings settings;
    private final QueryMetrics metrics;
    private final HikariDataSource pool;
    private volatile boolean roleChecked;
    private volatile boolean ready;

    private Store(StoreSettings settings, QueryMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
        HikariConfig config = new HikariConfig();
        config.setPoolName("query-store");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password().reveal());
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(1);
        config.setAutoCommit(false);
        config.setReadOnly(true);
        config.setConnectionTimeout(Math.max(250, settings.timeout().toMillis()));
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "convergence-query");
        config.addDataSourceProperty("connectTimeout", "3");
        // A server that vanished without a word must not block a thread for ever.
        config.addDataSourceProperty(
                "socketTimeout", String.valueOf(settings.timeout().toSeconds() + 5));
        config.addDataSourceProperty("assumeMinServerVersion", "14");
        // Statements are prepared and answered in binary from their first run on: histograms as text are twice as long.
        config.addDataSourceProperty("prepareThreshold", "-1");
        pool = new HikariDataSource(config);
    }

    /**
     * Opens a pool. The database need not be reachable yet; no request is answered before the role was checked.
     *
     * @throws InvalidSettings when the role is one that row security does not bind
     */
    public static Store open(StoreSettings settings, QueryMetrics metrics) {
        Store store = new Store(settings, metrics);
        try {
            store.look();
            return store;
        } catch (InvalidSettings e) {
            store.close();
            throw e;
        }
    }

    /** Whether the database answered the last look. */
    public boolean isReady() {
        return ready;
    }

    /** The number of connections in use. */
    public int busyConnections() {
        return pool.getHikariPoolMXBean().getActiveConnections();
    }

    /**
     * Looks whether the database answers, and at first whether row security binds the role.
     *
     * @throws InvalidSettings when it does not
     */
    public void look() {
        try (Connection connection = pool.getConnection()) {
            if (!roleChecked) {
                String problem = RoleCheck.problem(connection);
                if (problem != null) {
                    throw new InvalidSettings(List.of("postgres.user: " + settings.user() + ' ' + problem));
                }
                roleChecked = true;
            }
            boolean answers = connection.isValid(2);
            connection.rollback();
            report(answers, null);
        } catch (SQLException e) {
            report(false, e);
        }
    }

    /**
     * Runs the statements of one request in one read-only transaction of a tenant.
     *
     * @throws ApiProblem when the database does not answer, or not in time
     */
    public <T> T read(String tenant, Function<StoreSession, T> statements) {
        return run(tenant, true, statements);
    }

    /**
     * Runs statements in one transaction of a tenant, which is committed unless they throw.
     *
     * @throws ApiProblem when the database does not answer, or not in time
     * @throws RefusedRowException when a row is not taken
     */
    public <T> T write(String tenant, Function<StoreSession, T> statements) {
        return run(tenant, false, statements);
    }

    private <T> T run(String tenant, boolean isReadOnly, Function<StoreSession, T> statements) {
        if (!roleChecked) {
            throw ApiProblem.unavailable("store-away", "the database does not answer");
        }
        try (Connection connection = pool.getConnection()) {
            try {
                // The pool makes a connection read-only again when it comes back.
                connection.setReadOnly(isReadOnly);
                begin(connection, tenant);
                T result = statements.apply(new StoreSession(connection, tenant, metrics));
                if (!isReadOnly) {
                    connection.commit();
                }
                return result;
            } catch (StatementFailedException e) {
                throw e.sqlException();
            } finally {
                // Ends the transaction unless it was committed, and with it its settings.
                connection.rollback();
            }
        } catch (SQLException e) {
            throw problem(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private void begin(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
            statement.setString(1, tenant);
            statement.setString(2, String.valueOf(settings.timeout().toMillis()));
            statement.execute();
        }
    }

    private void report(boolean answers, @Nullable SQLException failure) {
        if (answers && !ready) {
            LOG.info("the database answers");
        } else if (!answers && (ready || (failure != null && !roleChecked))) {
            LOG.warn("the database does not answer: {}", failure == null ? "no reason" : failure.getMessage());
        }
        ready = answers;
    }

    private static RuntimeException problem(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.equals(CANCELLED)) {
            return ApiProblem.unavailable("too-slow", "a statement took too long; ask for less");
        }
        boolean away = state.isEmpty() || state.startsWith("08") || state.startsWith("57") || state.startsWith("53");
        if (away) {
            return ApiProblem.unavailable("store-away", "the database does not answer");
        }
        if (state.startsWith("22") || state.startsWith("23")) {
            return new RefusedRowException(state, String.valueOf(e.getMessage()));
        }
        return new IllegalStateException("a statement failed with state " + state, e);
    }
}
