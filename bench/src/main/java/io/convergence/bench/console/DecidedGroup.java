package io.convergence.bench.console;

import io.convergence.kit.postgres.SqlClient;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Change of the group of a host that the job has decided.
 *
 * @param at {@code window_end} of the verdict, epoch milliseconds
 * @param host host name
 * @param group as in {@link ShownGroup}
 */
record DecidedGroup(long at, String host, String group) {
    private static final String SELECT = "SELECT (extract(epoch FROM window_end) * 1000)::bigint, host, verdict, "
            + "previous_verdict FROM convergence_transitions WHERE tenant = '%s' "
            + "AND window_end > to_timestamp(%d / 1000.0) AND window_end <= to_timestamp(%d / 1000.0) ORDER BY 1";

    /** The changes of a tenant after an instant and up to another one, the oldest first. */
    static List<DecidedGroup> read(SqlClient sql, String tenant, long after, long until) throws SQLException {
        List<DecidedGroup> decided = new ArrayList<>();
        for (String row : sql.query(SELECT.formatted(tenant, after, until))) {
            String[] columns = row.split("\\|");
            String group = groupOf(columns[2]);
            if (!group.equals(groupOf(columns[3]))) {
                decided.add(new DecidedGroup(Long.parseLong(columns[0]), columns[1], group));
            }
        }
        return decided;
    }

    private static String groupOf(String verdict) {
        return switch (verdict) {
            case "user_impact_confirmed", "user_only_synthetic_blind" -> "users";
            case "synthetic_only_no_user_impact" -> "checks";
            default -> "healthy";
        };
    }
}
