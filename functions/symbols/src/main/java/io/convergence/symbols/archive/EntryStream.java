package io.convergence.symbols.archive;

import io.convergence.symbols.archive.RefusedArchive.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** The inflated bytes of one entry, counted against the bounds while they are read. */
final class EntryStream extends FilterInputStream {
    private final ZipEntry entry;
    private final ArchiveBudget budget;
    private final CRC32 checksum = new CRC32();
    private long count;

    EntryStream(InputStream inflated, ZipEntry entry, ArchiveBudget budget) {
        super(inflated);
        this.entry = entry;
        this.budget = budget;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read;
        try {
            read = super.read(bytes, offset, length);
        } catch (ZipException damaged) {
            throw new RefusedEntry(Reason.INCONSISTENT, "an entry cannot be inflated");
        }
        if (read > 0) {
            checksum.update(bytes, offset, read);
            count += read;
            budget.take(read, count, entry);
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        byte[] skipped = new byte[(int) Math.max(0, Math.min(bytes, 1 << 13))];
        return Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Reads the rest and compares size and checksum with the declared ones. */
    void finish() throws IOException {
        byte[] rest = new byte[1 << 13];
        while (read(rest, 0, rest.length) >= 0) {
            // Only counted.
        }
        if (count != entry.getSize() || checksum.getValue() != entry.getCrc()) {
            throw new RefusedEntry(
                    Reason.INCONSISTENT, "an entry has another size or checksum than the archive declares");
        }
    }

    /** A bound that was exceeded while an entry was read. */
    static final class RefusedEntry extends IOException {
        private static final long serialVersionUID = 1;

        private final Reason reason;

        RefusedEntry(Reason reason, String message) {
            super(message);
            this.reason = reason;
        }

        RefusedArchive asRefusal() {
            return new RefusedArchive(reason, String.valueOf(getMessage()));
        }
    }
}
