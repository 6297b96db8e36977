package io.convergence.symbols.web;

import io.convergence.symbols.file.IntList;
import io.convergence.symbols.file.UnusableSymbolFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The mappings of a source map, as their own bytes with a checkpoint every {@value #STRIDE} segments. A lookup is a
 * binary search over the checkpoints and decodes at most {@value #STRIDE} segments.
 */
final class Segments {
    private static final int STRIDE = 64;
    /** Lines without a segment are one byte each; a lookup walks over at most these bytes and one segment. */
    private static final int STRIDE_BYTES = 2048;
    /** A checkpoint: the column of its first segment, then the state of the cursor before that segment. */
    private static final int CHECKPOINT = 1 + SegmentCursor.STATE;

    private static final int LINE = 2;
    /** Lines whose columns fall are kept decoded; more segments of that kind are no product of a compiler. */
    private static final int MAX_UNSORTED = 1_000_000;

    private final byte[] mappings;
    private final int[] checkpoints;
    private final Map<Integer, List<Segment>> unsorted;

    private Segments(byte[] mappings, int[] checkpoints, Map<Integer, List<Segment>> unsorted) {
        this.mappings = mappings;
        this.checkpoints = checkpoints;
        this.unsorted = unsorted;
    }

    /** Checks every segment and sets the checkpoints. */
    static Segments of(byte[] mappings) throws UnusableSymbolFile {
        SegmentCursor cursor = new SegmentCursor(mappings);
        IntList checkpoints = new IntList();
        Map<Integer, List<Segment>> unsorted = new HashMap<>();
        int sinceCheckpoint = STRIDE;
        int checkpointOffset = 0;
        int[] state = new int[SegmentCursor.STATE];
        int line = -1;
        int column = 0;
        while (cursor.advance()) {
            if (sinceCheckpoint >= STRIDE || cursor.offset() - checkpointOffset > STRIDE_BYTES) {
                cursor.save(state);
                checkpointOffset = cursor.offset();
                cursor.decode();
                checkpoints.add(cursor.column());
                for (int value : state) {
                    checkpoints.add(value);
                }
                sinceCheckpoint = 0;
            } else {
                cursor.decode();
            }
            sinceCheckpoint++;
            if (cursor.line() == line && cursor.column() < column) {
                unsorted.put(line, List.of());
            }
            line = cursor.line();
            column = cursor.column();
        }
        Segments segments = new Segments(mappings, checkpoints.toArray(), unsorted);
        if (!unsorted.isEmpty()) {
            segments.sortLines();
        }
        return segments;
    }

    /**
     * The segment of a generated position: the one with the greatest column at or before it on the same line, of equal
     * columns the last. Null where the line has none.
     *
     * @param line from 0
     * @param column from 0
     */
    @Nullable
    Segment at(int line, int column) throws UnusableSymbolFile {
        List<Segment> sorted = unsorted.get(line);
        if (sorted != null) {
            int index = firstBeyond(sorted, column) - 1;
            return index < 0 ? null : sorted.get(index);
        }
        int checkpoint = lastCheckpoint(line, column);
        if (checkpoint < 0) {
            return null;
        }
        SegmentCursor cursor = new SegmentCursor(mappings);
        cursor.restore(checkpoints, checkpoint * CHECKPOINT + 1);
        Segment found = null;
        while (cursor.next() && (cursor.line() < line || (cursor.line() == line && cursor.column() <= column))) {
            if (cursor.line() == line) {
                found = cursor.segment();
            }
        }
        return found;
    }

    /** The number of bytes kept, without unsorted lines. */
    long weight() {
        return mappings.length + 4L * checkpoints.length;
    }

    private int lastCheckpoint(int line, int column) {
        int low = 0;
        int high = checkpoints.length / CHECKPOINT;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int first = middle * CHECKPOINT;
            int checkpointLine = checkpoints[first + LINE];
            if (checkpointLine < line || (checkpointLine == line && checkpoints[first] <= column)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    private static int firstBeyond(List<Segment> sorted, int column) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle).column() <= column) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void sortLines() throws UnusableSymbolFile {
        unsorted.replaceAll((line, none) -> new ArrayList<>());
        SegmentCursor cursor = new SegmentCursor(mappings);
        int count = 0;
        while (cursor.next()) {
            List<Segment> segments = unsorted.get(cursor.line());
            if (segments != null) {
                segments.add(cursor.segment());
                if (++count > MAX_UNSORTED) {
                    throw new UnusableSymbolFile("too many segments of the mappings are out of order");
                }
            }
        }
        unsorted.values().forEach(segments -> segments.sort(Comparator.comparingInt(Segment::column)));
    }
}
