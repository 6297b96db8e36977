package io.convergence.symbols.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Size of the central directory of a ZIP file (APPNOTE 6.3.10, sections 4.3.14 to 4.3.16). The JDK reads the directory
 * into memory at once, so its size is looked at before.
 */
final class CentralDirectory {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int END64_LOCATOR = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;
    private static final int END64_BYTES = 56;
    private static final int MAX_COMMENT = 0xffff;
    private static final long UNSIGNED_INT = 0xffffffffL;

    private CentralDirectory() {}

    /** The declared size in bytes, or -1 where the file has no readable end record. */
    static long sizeOf(Path zip) throws IOException {
        try (FileChannel file = FileChannel.open(zip, StandardOpenOption.READ)) {
            long length = file.size();
            int tail = (int) Math.min(length, LOCATOR_BYTES + END_BYTES + MAX_COMMENT);
            ByteBuffer bytes = read(file, length - tail, tail);
            for (int offset = bytes.limit() - END_BYTES; offset >= 0; offset--) {
                if (bytes.getInt(offset) == END) {
                    long size = bytes.getInt(offset + 12) & UNSIGNED_INT;
                    int locator = offset - LOCATOR_BYTES;
                    boolean large = locator >= 0 && bytes.getInt(locator) == END64_LOCATOR;
                    return large ? Math.max(size64(file, bytes.getLong(locator + 8)), 0) : size;
                }
            }
            return -1;
        }
    }

    private static long size64(FileChannel file, long offset) throws IOException {
        if (offset < 0 || offset > file.size() - END64_BYTES) {
            return -1;
        }
        return read(file, offset, END64_BYTES).getLong(40);
    }

    private static ByteBuffer read(FileChannel file, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && file.read(bytes, offset + bytes.position()) > 0) {
            // Reads on until the buffer is full.
        }
        return bytes.flip();
    }
}
