package io.convergence.query.settings;

import io.convergence.core.settings.OptionReader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Settings of archives of symbol files.
 *
 * @param uploadMax most bytes of an uploaded ZIP file; 0 turns uploads off
 * @param tenantMax most stored bytes of a tenant
 * @param memory bytes of files that are kept in memory
 * @param retentionDays days after which an archive that is not used is deleted
 * @param importFolder folder whose archives are imported, or null
 * @param isCheckOpen whether stacks are checked without a token
 */
public record SymbolSettings(
        long uploadMax,
        long tenantMax,
        long memory,
        int retentionDays,
        @Nullable Path importFolder,
        boolean isCheckOpen) {
    static SymbolSettings read(OptionReader reader) {
        return new SymbolSettings(
                reader.number(QueryOptions.SYMBOLS_UPLOAD_MAX, 0, 2L << 30),
                reader.number(QueryOptions.SYMBOLS_TENANT_MAX, 0, 1L << 50),
                reader.number(QueryOptions.SYMBOLS_MEMORY, 1L << 20, 1L << 40),
                reader.number(QueryOptions.SYMBOLS_RETENTION_DAYS, 1, 36_500),
                importFolder(reader),
                reader.flag(QueryOptions.SYMBOLS_OPEN_CHECK));
    }

    private static @Nullable Path importFolder(OptionReader reader) {
        String folder = reader.values()
                .getOrDefault(QueryOptions.SYMBOLS_IMPORT_FOLDER.key(), "")
                .trim();
        return folder.isEmpty() ? null : Path.of(folder);
    }
}
