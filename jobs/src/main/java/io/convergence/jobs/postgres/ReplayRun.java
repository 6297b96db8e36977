package io.convergence.jobs.postgres;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.jobs.settings.Branch;
import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.jobs.settings.ReplayOptions;
import io.convergence.jobs.settings.ReplaySettings;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The row of table {@code convergence_replay} that describes a replay; the schema of each replay has exactly one. */
public final class ReplayRun {
    private static final String INSERT = "INSERT INTO convergence_replay "
            + "(epoch, span_from, span_until, warm_from, settled_at, branches, tenants, options, job_id) "
            + "VALUES (?, ?, ?, ?, ?, ?, ?, jsonb_object(?, ?), ?) "
            + "ON CONFLICT DO NOTHING";
    private static final String SAME =
            "SELECT (epoch, span_from, span_until, warm_from, settled_at, branches, tenants, options) = "
                    + "(?, ?, ?, ?, ?, ?, ?, jsonb_object(?, ?)), job_id, started_at FROM convergence_replay";

    private ReplayRun() {}

    /**
     * Start of a job.
     *
     * @param restored whether the job starts from a savepoint or checkpoint that was passed to it
     * @param jobId id of the job if it was fixed before the start, or null; a job that is recovered with its cluster keeps
     *     its id
     */
    public record Beginning(boolean restored, @Nullable String jobId) {}

    /**
     * Whether the schema already contains the row of a replay.
     *
     * @throws InvalidSettings when the connection would write to another schema
     */
    public static boolean isClaimed(PostgresSettings postgres, ReplaySettings replay) {
        try (Connection connection = PostgresConnections.open(postgres);
                Statement statement = connection.createStatement()) {
            refuseOtherSchema(connection, replay);
            try (ResultSet row = statement.executeQuery("SELECT FROM convergence_replay")) {
                return row.next();
            }
        } catch (SQLException e) {
            throw problem("its schema cannot be read: " + e.getMessage());
        }
    }

    /**
     * Inserts the row of a replay, or checks that the job continues the replay of the existing row.
     *
     * @throws InvalidSettings when the row is that of another replay, or when there is none to continue
     */
    public static void claim(PostgresSettings postgres, ReplaySettings replay, Beginning beginning) {
        try (Connection connection = PostgresConnections.open(postgres)) {
            if (beginning.restored() || !insert(connection, replay, beginning)) {
                refuseUnlessSame(connection, replay, beginning);
            }
        } catch (SQLException e) {
            throw problem("its schema cannot be prepared: " + e.getMessage());
        }
    }

    /**
     * Records the end of the replay.
     *
     * @param reached event time that the replay reached, epoch milliseconds
     * @throws IOException when the database cannot be written
     */
    public static void end(PostgresSettings postgres, long reached) throws IOException {
        try (Connection connection = PostgresConnections.open(postgres);
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE convergence_replay SET finished_at = now(), reached = ?")) {
            // Without any event, the time reached is Long.MIN_VALUE, which the database cannot represent.
            statement.setObject(1, time(Instant.ofEpochMilli(Math.max(reached, 0))));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IOException("the end of the replay cannot be written", e);
        }
    }

    /** Refuses a search path that is set elsewhere, as in the URL, and takes precedence: live tables would be written. */
    private static void refuseOtherSchema(Connection connection, ReplaySettings replay) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("SELECT current_schema()")) {
            String schema = answer.next() ? answer.getString(1) : null;
            if (!replay.schema().equals(schema)) {
                throw problem("the connection would write to the schema '" + schema + "' in place of '"
                        + replay.schema() + "'; leave the search path out of postgres.url");
            }
        }
    }

    private static boolean insert(Connection connection, ReplaySettings replay, Beginning beginning)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            bind(statement, replay);
            statement.setString(10, beginning.jobId());
            return statement.executeUpdate() == 1;
        }
    }

    private static void refuseUnlessSame(Connection connection, ReplaySettings replay, Beginning beginning)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SAME)) {
            bind(statement, replay);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw problem("'" + replay.epoch() + "' holds no replay that the job could go on with; start it "
                            + "without a savepoint");
                }
                String startedAt = String.valueOf(row.getString(3));
                boolean isRecovered =
                        beginning.jobId() != null && beginning.jobId().equals(row.getString(2));
                if (!beginning.restored() && !isRecovered) {
                    throw problem("'" + replay.epoch() + "' holds the replay that was started at " + startedAt
                            + "; name another epoch, restore that replay from its last checkpoint, or remove it: "
                            + "SELECT convergence_replay_drop('" + replay.epoch() + "')");
                }
                if (!row.getBoolean(1)) {
                    throw problem("the replay that was started at " + startedAt
                            + " has another span or other options; it goes on with its own only");
                }
            }
        }
    }

    private static void bind(PreparedStatement statement, ReplaySettings replay) throws SQLException {
        statement.setString(1, replay.epoch());
        statement.setObject(2, time(replay.from()));
        statement.setObject(3, time(replay.until()));
        statement.setObject(4, time(replay.warmFrom()));
        statement.setObject(5, time(replay.settledAt()));
        List<String> keys = replay.options().keySet().stream().sorted().toList();
        List<String> values =
                keys.stream().map(key -> replay.options().getOrDefault(key, "")).toList();
        statement.setArray(
                6,
                texts(
                        statement,
                        replay.branches().stream().map(Branch::toString).sorted()));
        statement.setArray(7, texts(statement, replay.tenants().stream().sorted()));
        statement.setArray(8, texts(statement, keys.stream()));
        statement.setArray(9, texts(statement, values.stream()));
    }

    private static Array texts(PreparedStatement statement, Stream<String> texts) throws SQLException {
        return statement.getConnection().createArrayOf("text", texts.toArray());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static InvalidSettings problem(String problem) {
        return new InvalidSettings(List.of(ReplayOptions.EPOCH.key() + ": " + problem));
    }
}
