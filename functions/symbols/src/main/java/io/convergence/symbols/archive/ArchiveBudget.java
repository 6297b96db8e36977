package io.convergence.symbols.archive;

import io.convergence.symbols.archive.EntryStream.RefusedEntry;
import io.convergence.symbols.archive.RefusedArchive.Reason;
import java.util.zip.ZipEntry;

/** Counts the inflated bytes of an archive against its bounds. */
final class ArchiveBudget {
    private final ArchiveLimits limits;
    private final long archiveBytes;
    private long total;

    /**
     * A budget that is unused.
     *
     * @param archiveBytes size of the archive itself
     */
    ArchiveBudget(ArchiveLimits limits, long archiveBytes) {
        this.limits = limits;
        this.archiveBytes = archiveBytes;
    }

    /** Takes bytes; entryBytes counts those of the entry so far, these included. */
    void take(int bytes, long entryBytes, ZipEntry entry) throws RefusedEntry {
        total += bytes;
        if (exceedsRatio(entryBytes, entry.getCompressedSize()) || exceedsRatio(total, archiveBytes)) {
            throw new RefusedEntry(
                    Reason.RATIO, "the archive inflates to more than " + limits.ratio() + " times its size");
        }
        if (entryBytes > limits.entryBytes()) {
            throw new RefusedEntry(Reason.TOO_LARGE, "an entry exceeds " + limits.entryBytes() + " bytes");
        }
        if (total > limits.totalBytes()) {
            throw new RefusedEntry(Reason.TOO_LARGE, "the entries exceed " + limits.totalBytes() + " bytes");
        }
    }

    private boolean exceedsRatio(long inflated, long compressed) {
        return inflated > limits.ratioFrom() && inflated / limits.ratio() > Math.max(0, compressed);
    }
}
