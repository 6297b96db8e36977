package io.convergence.jobs.postgres;

import io.convergence.jobs.settings.Thinning;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Caller of {@code thin_snapshots}, which deletes old snapshots for a short time. It is called after a batch that reaches a
 * later minute of event time, and after the next batch while work remains.
 */
final class RowThinning {
    private static final long MINUTE_MILLIS = 60_000;

    /** Far above the time that the function takes by itself, and below the timeout that closes the connection. */
    private static final int MOST_SECONDS = 5;

    private static final String CALL = "SELECT thin_snapshots(to_timestamp(?), ?, ?)";

    private final Thinning thinning;
    private long reached = Long.MIN_VALUE;
    private boolean isDue;

    RowThinning(Thinning thinning) {
        this.thinning = thinning;
    }

    /** Notes the boundary of a row that is written, in milliseconds. */
    void reach(long windowEnd) {
        if (windowEnd >= reached + MINUTE_MILLIS || reached == Long.MIN_VALUE) {
            reached = windowEnd;
            isDue = true;
        }
    }

    /** Calls the function if it is due. After an error it is called again with the next minute. */
    void run(Connection connection) throws SQLException {
        if (!isDue) {
            return;
        }
        isDue = false;
        try (PreparedStatement statement = connection.prepareStatement(CALL)) {
            statement.setQueryTimeout(MOST_SECONDS);
            statement.setDouble(1, reached / 1000.0);
            statement.setInt(2, thinning.minuteHours());
            statement.setInt(3, thinning.fiveMinuteHours());
            try (ResultSet result = statement.executeQuery()) {
                isDue = result.next() && result.getBoolean(1);
            }
        }
    }
}
