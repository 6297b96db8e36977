package io.convergence.symbols.store;

import io.convergence.symbols.archive.FileKind;
import io.convergence.symbols.archive.SymbolArchive;
import io.convergence.symbols.archive.SymbolFile;
import io.convergence.symbols.file.UnusableSymbolFile;
import io.convergence.symbols.web.SourceMapCopy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Writer of the files of an archive and of their chunks. */
final class ArchiveContents {
    private ArchiveContents() {}

    /** Stores all files; returns the bytes of the chunks and those before they were deflated. */
    static long[] insert(Connection connection, String tenant, long id, SymbolArchive archive) throws SQLException {
        insertFiles(connection, tenant, id, archive.files());
        return insertChunks(connection, tenant, id, archive);
    }

    private static void insertFiles(Connection connection, String tenant, long id, List<SymbolFile> files)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO symbol_files (archive_id, tenant,"
                + " path, kind, identities, bytes, number) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (int number = 0; number < files.size(); number++) {
                SymbolFile file = files.get(number);
                statement.setLong(1, id);
                statement.setString(2, tenant);
                statement.setString(3, file.path());
                statement.setString(4, file.kind().label());
                statement.setArray(
                        5, connection.createArrayOf("text", file.identities().toArray()));
                statement.setLong(6, file.bytes());
                statement.setInt(7, number);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static long[] insertChunks(Connection connection, String tenant, long id, SymbolArchive archive)
            throws SQLException {
        try (ChunkOutput output = new ChunkOutput(connection, id, tenant)) {
            for (SymbolFile file : archive.files()) {
                output.begin(file.path());
                archive.read(file, content -> {
                    if (file.kind() == FileKind.MAP) {
                        SourceMapCopy.withoutContents(content, output);
                        return 0L;
                    }
                    return content.transferTo(output);
                });
                output.end();
            }
            return new long[] {output.stored(), output.unpacked()};
        } catch (UnusableSymbolFile impossible) {
            throw new IllegalStateException("a file that was read before cannot be read", impossible);
        } catch (IOException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw new UncheckedIOException(e);
        }
    }
}
