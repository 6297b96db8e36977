package io.convergence.symbols.store;

import io.convergence.symbols.archive.SymbolArchive;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Writer of archives. An upload is one transaction: it adds the archive and retires the one before it, so that every
 * reader sees one of both, whole, and a process that is killed leaves nothing behind. Thread-safe.
 */
public final class ArchiveStore {
    private static final int MAX_UNUSABLE = 100;
    private static final String OF_KEY =
            " WHERE tenant = ? AND platform = ? AND app_id = ? AND env = ? AND version = ? AND retired_at IS NULL";

    private final TenantTransactions transactions;
    private final long tenantMax;

    /**
     * A writer.
     *
     * @param tenantMax most stored bytes of the present archives of a tenant
     */
    public ArchiveStore(TenantTransactions transactions, long tenantMax) {
        this.transactions = transactions;
        this.tenantMax = tenantMax;
    }

    /**
     * Where an archive comes from.
     *
     * @param sha256 of the ZIP file, in lower-case hexadecimal digits
     * @param bytes of the ZIP file
     * @param uploadedBy name of the access token
     */
    public record Origin(String sha256, long bytes, String uploadedBy) {}

    /**
     * Stores an archive in place of the one of its name.
     *
     * @throws TenantFull if the tenant would have too many bytes
     * @throws java.io.UncheckedIOException if the ZIP file cannot be read
     */
    public void put(String tenant, ArchiveKey key, SymbolArchive archive, Origin origin) {
        transactions.write(tenant, connection -> {
            long id = insert(connection, tenant, key, archive, origin);
            long[] sizes = ArchiveContents.insert(connection, tenant, id, archive);
            lock(connection, tenant, key);
            retire(connection, tenant, key);
            if (storedBytes(connection, tenant) + sizes[0] > tenantMax) {
                throw new TenantFull(tenantMax);
            }
            activate(connection, id, sizes);
            return id;
        });
    }

    /** Retires the archive of a name; returns whether there was one. */
    public boolean delete(String tenant, ArchiveKey key) {
        return transactions.write(tenant, connection -> {
            lock(connection, tenant, key);
            return retire(connection, tenant, key);
        });
    }

    /**
     * Deletes archives that nobody reads any more, of all tenants.
     *
     * @param tenant any tenant
     * @param retentionDays days after which an unused archive is retired
     */
    public void sweep(String tenant, int retentionDays) {
        transactions.write(tenant, connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT sweep_symbols(?)")) {
                statement.setInt(1, retentionDays);
                return statement.execute();
            }
        });
    }

    /** Runs an import, in which further transactions are begun; returns false when another process imports. */
    public boolean importAlone(Runnable work) {
        return transactions.write("", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                            "SELECT pg_try_advisory_xact_lock(hashtext('symbol_imports'))");
                    ResultSet row = statement.executeQuery()) {
                boolean isAlone = row.next() && row.getBoolean(1);
                if (isAlone) {
                    work.run();
                }
                return isAlone;
            }
        });
    }

    private static long insert(
            Connection connection, String tenant, ArchiveKey key, SymbolArchive archive, Origin origin)
            throws SQLException {
        // Inactive until the end of the transaction.
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO symbol_archives (tenant, platform,"
                + " app_id, env, version, sha256, bytes, unpacked_bytes, stored_bytes, unusable, uploaded_by, retired_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, now()) RETURNING archive_id")) {
            bind(statement, tenant, key);
            statement.setString(6, origin.sha256());
            statement.setLong(7, origin.bytes());
            List<String> unusable = archive.unusable();
            Object[] listed =
                    unusable.subList(0, Math.min(MAX_UNUSABLE, unusable.size())).toArray();
            statement.setArray(8, connection.createArrayOf("text", listed));
            statement.setString(9, origin.uploadedBy());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Orders the writers of one name: each sees what the one before it committed. */
    private static void lock(Connection connection, String tenant, ArchiveKey key) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtext('symbol_archives'), hashtext(?))")) {
            statement.setString(1, tenant + '\n' + key);
            statement.execute();
        }
    }

    private static boolean retire(Connection connection, String tenant, ArchiveKey key) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE symbol_archives SET retired_at = now()" + OF_KEY)) {
            bind(statement, tenant, key);
            return statement.executeUpdate() > 0;
        }
    }

    private static long storedBytes(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT coalesce(sum(stored_bytes), 0) FROM symbol_archives WHERE tenant = ? AND retired_at IS NULL")) {
            statement.setString(1, tenant);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void activate(Connection connection, long id, long[] sizes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE symbol_archives SET retired_at = NULL,"
                + " stored_bytes = ?, unpacked_bytes = ? WHERE archive_id = ?")) {
            statement.setLong(1, sizes[0]);
            statement.setLong(2, sizes[1]);
            statement.setLong(3, id);
            statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, String tenant, ArchiveKey key) throws SQLException {
        statement.setString(1, tenant);
        statement.setString(2, key.platform().label());
        statement.setString(3, key.name().appId());
        statement.setString(4, key.name().env());
        statement.setString(5, key.name().version());
    }
}
