package io.convergence.symbols.archive;

import io.convergence.symbols.file.UnusableSymbolFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reader of the entries of an archive within its bounds.
 *
 * @param zip the archive
 * @param used the entries that can be read, by path; entries can be added later
 * @param limits bounds on the size of one entry
 */
record ArchiveEntries(ZipFile zip, Map<String, ZipEntry> used, ArchiveLimits limits) {
    /**
     * Reads an entry to its end.
     *
     * @param budget bounds on the size of all entries, of which this one is subtracted
     * @throws UnusableSymbolFile if the file is damaged or exceeds a bound
     */
    <T> T read(String path, FileKind kind, ArchiveBudget budget, ContentReader<T> reader)
            throws UnusableSymbolFile, IOException {
        ZipEntry entry = used.get(path);
        if (entry == null) {
            throw new NoSuchFileException(path);
        }
        if (entry.getSize() > limits.fileBytes(kind)) {
            throw new UnusableSymbolFile(path, "the file must not exceed " + limits.fileBytes(kind) + " bytes");
        }
        try (EntryStream stream = new EntryStream(zip.getInputStream(entry), entry, budget)) {
            T file;
            try {
                file = reader.read(stream);
            } catch (UnusableSymbolFile damaged) {
                stream.finish();
                throw damaged.in(path);
            }
            stream.finish();
            return file;
        }
    }
}
