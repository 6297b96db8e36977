package io.convergence.symbols.archive;

import java.util.List;

/**
 * A file of an archive that was read once and found usable.
 *
 * @param path in the archive, without the folder of the archive's own name
 * @param kind of the file
 * @param identities debug id of a map, build id of a library, UUIDs of the slices of a Mach-O file, in lower case; empty where
 *     the file has none
 * @param bytes inflated size
 */
public record SymbolFile(String path, FileKind kind, List<String> identities, long bytes) {
    public SymbolFile {
        identities = List.copyOf(identities);
    }
}
