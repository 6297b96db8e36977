package io.convergence.symbols.web;

import io.convergence.symbols.file.UnusableSymbolFile;

/** Cursor over the segments of a source map. Its state before a segment can be saved as {@link #STATE} ints. */
final class SegmentCursor {
    /** The number of ints of a saved state. */
    static final int STATE = 7;

    private final VlqCursor numbers;
    private int line;
    private int column;
    private int source;
    private int originalLine;
    private int originalColumn;
    private int name;
    private int fields;

    SegmentCursor(byte[] mappings) {
        numbers = new VlqCursor(mappings);
    }

    /** Decodes the next segment; returns false at the end. */
    boolean next() throws UnusableSymbolFile {
        if (!advance()) {
            return false;
        }
        decode();
        return true;
    }

    /** Moves to the first number of the next segment; returns false at the end. */
    boolean advance() {
        int lines = numbers.skipSeparators();
        if (lines > 0) {
            line += lines;
            column = 0;
        }
        return !numbers.atEnd();
    }

    /** Decodes the segment that begins here. */
    void decode() throws UnusableSymbolFile {
        column = numbers.addTo(column);
        fields = 1;
        if (numbers.atSegmentEnd()) {
            return;
        }
        source = numbers.addAny(source);
        originalLine = numbers.addTo(originalLine);
        originalColumn = numbers.addTo(originalColumn);
        fields = 4;
        if (numbers.atSegmentEnd()) {
            return;
        }
        name = numbers.addAny(name);
        fields = 5;
        if (!numbers.atSegmentEnd()) {
            throw new UnusableSymbolFile("a segment of the mappings has more than five fields");
        }
    }

    /** Writes the state into an array of {@link #STATE} ints. */
    void save(int[] state) {
        state[0] = numbers.offset();
        state[1] = line;
        state[2] = column;
        state[3] = source;
        state[4] = originalLine;
        state[5] = originalColumn;
        state[6] = name;
    }

    void restore(int[] states, int index) {
        numbers.moveTo(states[index]);
        line = states[index + 1];
        column = states[index + 2];
        source = states[index + 3];
        originalLine = states[index + 4];
        originalColumn = states[index + 5];
        name = states[index + 6];
    }

    int offset() {
        return numbers.offset();
    }

    /** Generated line, from 0. */
    int line() {
        return line;
    }

    /** Generated column, from 0. */
    int column() {
        return column;
    }

    /** The segment just decoded. */
    Segment segment() {
        return new Segment(column, fields == 1 ? -1 : source, originalLine, originalColumn, fields == 5 ? name : -1);
    }
}
