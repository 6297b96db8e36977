package io.convergence.symbols.dwarf;

import org.jspecify.annotations.Nullable;

/** An entry of the debug information with the attributes that symbolication needs. */
final class Entry {
    static final int NONE = -1;

    final int offset;
    final int tag;
    /** Index of the parent in the unit, or {@link #NONE}. */
    final int parent;

    @Nullable
    String name;

    @Nullable
    String linkageName;

    @Nullable
    String directory;

    long low;
    boolean hasLow;
    long high;
    boolean highIsLength;
    boolean hasHigh;
    long ranges = NONE;
    boolean rangesIndexed;
    /** Offset in the section of the declaration or the inlined function, or {@link #NONE}. */
    long origin = NONE;

    long lineProgram = NONE;
    long callFile;
    int callLine;
    int callColumn;
    int language;

    Entry(int offset, int tag, int parent) {
        this.offset = offset;
        this.tag = tag;
        this.parent = parent;
    }
}
