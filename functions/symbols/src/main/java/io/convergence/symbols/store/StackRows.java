package io.convergence.symbols.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reader of the rows of stacks of errors, and writer of those whose archives came late. Thread-safe. */
public final class StackRows {
    private static final int MAX_COUNTS = 1_000;

    private final TenantTransactions transactions;

    /** The rows of a database. */
    public StackRows(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /**
     * What a stack was resolved to.
     *
     * @param source the stack in source names, or null where no frame was resolved
     * @param top the top frame, or empty
     * @param fingerprint group of the errors by the resolved stack
     * @param status outcome
     * @param rank how good the outcome is
     * @param archive id of the archive that was used; 0 for none
     */
    public record Outcome(
            @Nullable String source, String top, String fingerprint, String status, long rank, long archive) {}

    /** Tenants with stacks that were not yet resolved with the present archive of their app and version. */
    public List<String> tenants() {
        return transactions.read("", connection -> {
            List<String> tenants = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement("SELECT tenants_with_late_stacks()");
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tenants.add(row.getString(1));
                }
            }
            return tenants;
        });
    }

    /** Numbers of each platform that has archives. */
    public List<PlatformCount> counts() {
        return transactions.read("", connection -> {
            List<PlatformCount> counts = new ArrayList<>();
            try (PreparedStatement statement =
                            connection.prepareStatement("SELECT platform, archives, late_stacks FROM symbol_counts()");
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    counts.add(new PlatformCount(row.getString(1), row.getLong(2), row.getLong(3)));
                }
            }
            return counts;
        });
    }

    /** Numbers of an app's stacks by SDK and outcome, in the order of both; at most 1,000. */
    public List<StackCount> outcomes(String tenant, String appId) {
        return transactions.read(tenant, connection -> {
            List<StackCount> counts = new ArrayList<>();
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT sdk, status, count(*) FROM error_stacks"
                            + " WHERE tenant = ? AND app_id = ? GROUP BY 1, 2 ORDER BY 1, 2 LIMIT " + MAX_COUNTS)) {
                statement.setString(1, tenant);
                statement.setString(2, appId);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        counts.add(new StackCount(row.getString(1), row.getString(2), row.getLong(3)));
                    }
                }
            }
            return counts;
        });
    }

    /** Stacks of a tenant that were not yet resolved with the present archive, the latest first. */
    public List<LateStack> late(String tenant, int most) {
        return transactions.read(tenant, connection -> {
            List<LateStack> stacks = new ArrayList<>();
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT s.stack_id, s.app_id, s.env, s.version,"
                            + " s.sdk, s.type, s.template, s.fingerprint, s.raw, n.newest FROM error_stacks AS s, LATERAL ("
                            + "SELECT max(a.archive_id) AS newest FROM symbol_archives AS a WHERE a.retired_at IS NULL AND"
                            + " (a.tenant, a.app_id, a.env, a.version) = (s.tenant, s.app_id, s.env, s.version)) AS n"
                            + " WHERE s.tenant = ? AND n.newest > greatest(s.archive_id, s.checked_id)"
                            + " ORDER BY s.last_seen DESC, s.stack_id LIMIT ?")) {
                statement.setString(1, tenant);
                statement.setInt(2, most);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        stacks.add(stack(row));
                    }
                }
            }
            return stacks;
        });
    }

    /** Records an outcome. The row stays as it is when it has one with a later archive, or a better one with the same. */
    public void record(String tenant, LateStack stack, Outcome outcome) {
        transactions.write(tenant, connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("UPDATE error_stacks SET source = ?, top = ?,"
                            + " resolved_fingerprint = ?, status = ?, status_rank = ?, archive_id = ?"
                            + " WHERE tenant = ? AND stack_id = ? AND (archive_id, status_rank) <= (?, ?)")) {
                statement.setString(1, outcome.source());
                statement.setString(2, outcome.top());
                statement.setString(3, outcome.fingerprint());
                statement.setString(4, outcome.status());
                statement.setLong(5, outcome.rank());
                statement.setLong(6, outcome.archive());
                statement.setString(7, tenant);
                statement.setString(8, stack.id());
                statement.setLong(9, outcome.archive());
                statement.setLong(10, outcome.rank());
                statement.executeUpdate();
            }
            try (PreparedStatement statement = connection.prepareStatement(
                    "UPDATE error_stacks SET checked_id = greatest(checked_id, ?) WHERE tenant = ? AND stack_id = ?")) {
                statement.setLong(1, stack.newest());
                statement.setString(2, tenant);
                statement.setString(3, stack.id());
                return statement.executeUpdate();
            }
        });
    }

    private static LateStack stack(ResultSet row) throws SQLException {
        return new LateStack(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getLong(10));
    }
}
