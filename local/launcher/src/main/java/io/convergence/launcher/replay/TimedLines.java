package io.convergence.launcher.replay;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one file in order, each with the clock of the file: the largest event time so far, without outliers. Keeps
 * eleven lines in memory.
 *
 * <p>A time more than {@code maxAhead} ahead of the clock is either a gap in the stream or one sender's mistake. It is a
 * mistake when most of the next ten readable times lie more than {@code maxAhead} before it: the clock stays, and the line
 * gets the time of the stream, as if a broker had stamped it. Otherwise, and at the end of a file, it is a gap: the clock
 * moves.
 */
final class TimedLines implements AutoCloseable {
    private static final int AHEAD = 10;

    /** A line and its head. */
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
     * @param reader closed with this object
     * @param maxAhead largest step of the clock that needs no confirmation, milliseconds
     */
    TimedLines(LineReader reader, long maxAhead) throws IOException {
        this.reader = reader;
        this.maxAhead = maxAhead;
        refill();
        clock = firstTime();
        advance();
    }

    /** The current line, or null after the last. */
    @Nullable
    TimedLine peek() {
        return head;
    }

    /** Moves to the following line. */
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

    /** The first confirmed time among the first lines, so that an outlier at the start does not set the clock. */
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
