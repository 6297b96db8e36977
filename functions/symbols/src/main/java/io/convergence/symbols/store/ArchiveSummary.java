package io.convergence.symbols.store;

import java.time.Instant;
import java.util.List;

/**
 * What a list shows of an archive.
 *
 * @param key its name
 * @param sha256 of the uploaded ZIP file
 * @param bytes of the uploaded ZIP file
 * @param unpackedBytes inflated size of its files
 * @param storedBytes size in the database
 * @param uploadedBy name of the access token
 * @param uploadedAt time of the upload
 * @param files number of its files
 * @param unusable paths of files that could not be read, at most 100
 */
public record ArchiveSummary(
        ArchiveKey key,
        String sha256,
        long bytes,
        long unpackedBytes,
        long storedBytes,
        String uploadedBy,
        Instant uploadedAt,
        int files,
        List<String> unusable) {
    public ArchiveSummary {
        unusable = List.copyOf(unusable);
    }
}
