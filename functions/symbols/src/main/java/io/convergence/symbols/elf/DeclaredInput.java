package io.convergence.symbols.elf;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The inflated bytes of a section, up to its declared size. Whatever goes wrong while inflating is {@link Damaged}. */
final class DeclaredInput extends FilterInputStream {
    private long left;

    DeclaredInput(InputStream inflated, long size) {
        super(inflated);
        left = size;
    }

    /** Bytes that are no compressed section of the declared size. */
    static final class Damaged extends IOException {
        private static final long serialVersionUID = 1;

        Damaged(String message) {
            super(message);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int read;
        try {
            read = in.read(bytes, offset, (int) Math.min(length, left));
        } catch (IOException | RuntimeException damaged) {
            // The packed bytes are in memory, so that no failure is one of a disk. At damaged bytes the decoder of
            // zstd also throws arithmetic and other unchecked exceptions.
            throw new Damaged("a compressed section cannot be inflated");
        }
        if (read <= 0) {
            throw new Damaged("a compressed section has another size than declared");
        }
        left -= read;
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
