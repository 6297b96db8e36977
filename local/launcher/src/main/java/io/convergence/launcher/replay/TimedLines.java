package io.convergence.launcher.replay;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one file in their order, each with the time the file has reached: the largest event time so far, outliers
 * left out. Holds a handful of lines at a time.
 *
 * <p>A time more than {@code maxAhead} ahead of the file counts only when the records that follow confirm it: unless
 * most of the next ten lie more than {@code maxAhead} before it, it is a gap in the stream and moves the clock, as the
 * last record of a file does. Otherwise it is one sender's mistake, and the line gets the time of the stream, as a
 * broker would have stamped it.
 */
final class TimedLines implements AutoCloseable {
    private static final int AHEAD = 10;

    /** A line with what was found in it. */
    private static final class Scanned {
        private final byte[] value;
        private final RecordHead head;

        Scanned(byte[] value, RecordHead head) {
            this.value = value;
            this.head = head;
        }
    }

    private final LineReader reader;
    private final long maxAhead;
    private final RecordScanner scanner = new RecordScanner();
    private final ArrayDeque<Scanned> window = new ArrayDeque<>(AHEAD + 1);
    private long clock = RecordHead.NO_TIME;
    private @Nullable TimedLine head;

    /**
     * Reads the first lines.
     *
     * @param maxAhead milliseconds
     */
    TimedLines(LineReader reader, long maxAhead) throws IOException {
        this.reader = reader;
        this.maxAhead = maxAhead;
        refill();
        clock = firstTime();
        advance();
    }

    /** The next line, which stays the next, or null at the end. */
    @Nullable
    TimedLine peek() {
        return head;
    }

    /** Goes on to the line after the next. */
    void advance() throws IOException {
        Scanned scanned = window.poll();
        if (scanned == null) {
            head = null;
            return;
        }
        refill();
        long time = scanned.head.eventTime();
        boolean own = scanned.head.hasTime() && (clock == RecordHead.NO_TIME || !isOutlier(time));
        if (own) {
            clock = Math.max(clock, time);
        }
        head = new TimedLine(scanned.value, scanned.head.key(), own ? time : RecordHead.NO_TIME, clock);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private boolean isOutlier(long time) {
        return time > clock + maxAhead && !isConfirmed(time, window.iterator());
    }

    private boolean isConfirmed(long time, Iterator<Scanned> following) {
        int before = 0;
        int readable = 0;
        while (following.hasNext()) {
            RecordHead next = following.next().head;
            if (next.hasTime()) {
                readable++;
                before += next.eventTime() < time - maxAhead ? 1 : 0;
            }
        }
        return 2 * before <= readable;
    }

    /** The first confirmed time among the lines at hand, so that an outlier at the very start moves nothing either. */
    private long firstTime() {
        int skipped = 0;
        for (Scanned candidate : window) {
            skipped++;
            if (candidate.head.hasTime()) {
                Iterator<Scanned> following = window.iterator();
                for (int i = 0; i < skipped; i++) {
                    following.next();
                }
                if (isConfirmed(candidate.head.eventTime(), following)) {
                    return candidate.head.eventTime();
                }
            }
        }
        return RecordHead.NO_TIME;
    }

    private void refill() throws IOException {
        while (window.size() <= AHEAD) {
            byte[] line = reader.next();
            if (line == null) {
                return;
            }
            window.add(new Scanned(line, scanner.scan(line)));
        }
    }
}
