package io.convergence.symbols.store;

import io.convergence.symbols.archive.SymbolFile;
import java.util.List;

/**
 * An archive of the database. It never changes.
 *
 * @param id of the upload
 * @param files in the order of the archive
 */
public record StoredArchive(long id, List<SymbolFile> files) {
    public StoredArchive {
        files = List.copyOf(files);
    }
}
