package io.convergence.launcher.replay;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reader of the lines of a stream as bytes. A line ends with a line feed, which the last line may lack; a carriage return
 * before it is dropped, and empty lines are skipped. Nothing is decoded, so a line may contain any bytes. For one thread.
 */
final class LineReader implements AutoCloseable {
    private static final int FIRST_BUFFER = 1 << 20;

    private final InputStream input;
    private final int longest;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int start;
    private int end;
    private boolean exhausted;
    private long lineNumber;

    /**
     * Creates a reader.
     *
     * @param input closed with the reader
     * @param longest most bytes of a line, without its end
     */
    LineReader(InputStream input, int longest) {
        this.input = input;
        this.longest = longest;
    }

    /**
     * The next line that is not empty, or null at the end.
     *
     * @throws IOException when the stream cannot be read or a line is too long
     */
    byte @Nullable [] next() throws IOException {
        while (true) {
            int feed = lineFeed();
            if (feed < 0 && start == end) {
                return null;
            }
            int stop = feed < 0 ? end : feed;
            int length = stop - start;
            int from = start;
            start = feed < 0 ? end : feed + 1;
            lineNumber++;
            if (length > 0 && buffer[from + length - 1] == '\r') {
                length--;
            }
            if (length > longest) {
                throw tooLong(lineNumber);
            }
            if (length > 0) {
                return Arrays.copyOfRange(buffer, from, from + length);
            }
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    /** The position of the next line feed in the buffer, or -1 when none follows. Fills the buffer as needed. */
    private int lineFeed() throws IOException {
        int at = start;
        while (true) {
            while (at < end) {
                if (buffer[at] == '\n') {
                    return at;
                }
                at++;
            }
            if (exhausted) {
                return -1;
            }
            int scanned = at - start;
            fill();
            at = start + scanned;
        }
    }

    private void fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            if (end > longest + 1) {
                throw tooLong(lineNumber + 1);
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = input.read(buffer, end, buffer.length - end);
        if (read < 0) {
            exhausted = true;
        } else {
            end += read;
        }
    }

    private IOException tooLong(long line) {
        return new IOException("line " + line + " is longer than " + longest + " bytes");
    }
}
