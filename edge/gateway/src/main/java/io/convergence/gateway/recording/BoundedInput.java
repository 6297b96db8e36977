package io.convergence.gateway.recording;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Input with a limit for the whole and one for each record. The reader of records reads ahead, so a record may exceed its
 * limit by the size of that buffer. Not thread-safe.
 */
final class BoundedInput extends FilterInputStream {
    private final long limit;
    private final long recordLimit;
    private long length;
    private long recordStart;

    BoundedInput(InputStream source, long limit, long recordLimit) {
        super(source);
        this.limit = limit;
        this.recordLimit = recordLimit;
    }

    /** Thrown when the whole or a record is longer than its limit. */
    static final class LimitException extends IOException {
        private static final long serialVersionUID = 1;

        LimitException() {
            super("the segment or a record of it is too large");
        }
    }

    /** The number of bytes that have been read. */
    long length() {
        return length;
    }

    /** Begins the next record at what has been read. */
    void beginRecord() {
        recordStart = length;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        if (next >= 0) {
            count(1);
        }
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int size) throws IOException {
        int read = super.read(buffer, offset, size);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    private void count(int bytes) throws LimitException {
        length += bytes;
        if (length > limit || length - recordStart > recordLimit) {
            throw new LimitException();
        }
    }
}
