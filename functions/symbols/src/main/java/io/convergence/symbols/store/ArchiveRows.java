package io.convergence.symbols.store;

import io.convergence.symbols.archive.ArchiveName;
import io.convergence.symbols.archive.FileKind;
import io.convergence.symbols.archive.SymbolFile;
import io.convergence.symbols.archive.SymbolPlatform;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reader of the rows of archives. Thread-safe. */
public final class ArchiveRows {
    private static final int MAX_LISTED = 1_000;

    private final TenantTransactions transactions;

    /** A reader. */
    public ArchiveRows(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /** The present archive of a name; empty where there is none. */
    Optional<StoredArchive> find(String tenant, ArchiveKey key) {
        return transactions.read(tenant, connection -> {
            long id;
            try (PreparedStatement statement = connection.prepareStatement("SELECT archive_id"
                    + " FROM symbol_archives WHERE tenant = ? AND platform = ? AND app_id = ? AND env = ? AND version = ?"
                    + " AND retired_at IS NULL")) {
                statement.setString(1, tenant);
                statement.setString(2, key.platform().label());
                statement.setString(3, key.name().appId());
                statement.setString(4, key.name().env());
                statement.setString(5, key.name().version());
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    id = row.getLong(1);
                }
            }
            return Optional.of(new StoredArchive(id, files(connection, id)));
        });
    }

    /** Records that a stack was resolved with an archive, at most once a day. */
    void touch(String tenant, long archive) {
        transactions.write(tenant, connection -> {
            try (PreparedStatement statement = connection.prepareStatement("UPDATE symbol_archives SET used_at = now()"
                    + " WHERE archive_id = ? AND used_at < now() - interval '1 day'")) {
                statement.setLong(1, archive);
                return statement.executeUpdate();
            }
        });
    }

    /** The present archives of an app, the latest first; at most 1,000. */
    public List<ArchiveSummary> list(String tenant, String appId) {
        return transactions.read(tenant, connection -> {
            List<ArchiveSummary> archives = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement("SELECT a.platform, a.env, a.version,"
                    + " a.sha256, a.bytes, a.unpacked_bytes, a.stored_bytes, a.uploaded_by, a.uploaded_at, a.unusable,"
                    + " (SELECT count(*) FROM symbol_files AS f WHERE f.archive_id = a.archive_id) AS files"
                    + " FROM symbol_archives AS a WHERE a.tenant = ? AND a.app_id = ? AND a.retired_at IS NULL"
                    + " ORDER BY a.uploaded_at DESC, a.archive_id DESC LIMIT " + MAX_LISTED)) {
                statement.setString(1, tenant);
                statement.setString(2, appId);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        archives.add(summary(row, appId));
                    }
                }
            }
            return archives;
        });
    }

    private static ArchiveSummary summary(ResultSet row, String appId) throws SQLException {
        return new ArchiveSummary(
                new ArchiveKey(
                        SymbolPlatform.valueOf(row.getString("platform").toUpperCase(Locale.ROOT)),
                        new ArchiveName(appId, row.getString("env"), row.getString("version"))),
                row.getString("sha256"),
                row.getLong("bytes"),
                row.getLong("unpacked_bytes"),
                row.getLong("stored_bytes"),
                row.getString("uploaded_by"),
                row.getObject("uploaded_at", OffsetDateTime.class).toInstant(),
                row.getInt("files"),
                texts(row.getArray("unusable")));
    }

    private static List<SymbolFile> files(Connection connection, long archive) throws SQLException {
        List<SymbolFile> files = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT path, kind, identities, bytes FROM symbol_files WHERE archive_id = ? ORDER BY number")) {
            statement.setLong(1, archive);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    files.add(new SymbolFile(
                            row.getString(1),
                            FileKind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                            texts(row.getArray(3)),
                            row.getLong(4)));
                }
            }
        }
        return files;
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
