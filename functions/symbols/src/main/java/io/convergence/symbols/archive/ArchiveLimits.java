package io.convergence.symbols.archive;

/**
 * The bounds of an archive.
 *
 * @param entries entries of the central directory, ignored ones included
 * @param entryBytes inflated bytes of one used entry
 * @param textBytes inflated bytes of one source map or mapping; a larger one is unusable
 * @param nativeBytes inflated bytes of one native file; a larger one is unusable
 * @param totalBytes inflated bytes of all used entries
 * @param ratio inflated bytes for each compressed byte, of an entry and of the archive
 * @param ratioFrom inflated bytes up to which the ratio is not looked at
 */
public record ArchiveLimits(
        int entries, long entryBytes, long textBytes, long nativeBytes, long totalBytes, int ratio, long ratioFrom) {
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    /** The bounds of uploads. */
    public static final ArchiveLimits DEFAULT =
            new ArchiveLimits(20_000, 4 * GIB, 256 * MIB, 2 * GIB - 1, 8 * GIB, 100, 64 * MIB);

    /** The most inflated bytes of a file of a kind. */
    long fileBytes(FileKind kind) {
        return kind.isNative() ? nativeBytes : textBytes;
    }
}
