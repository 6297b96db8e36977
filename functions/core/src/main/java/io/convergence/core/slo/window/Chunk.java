package io.convergence.core.slo.window;

import java.util.Arrays;

/** 60 buckets of one length in a row, remembered as one. Mutable, not thread-safe. */
public final class Chunk {
    /** Buckets in a chunk. */
    public static final int BUCKETS = 60;

    private final Cell[] cells;

    /** A chunk of empty buckets. */
    public Chunk() {
        this(new Cell[BUCKETS]);
        Arrays.fill(cells, Cell.EMPTY);
    }

    /** A chunk as it was remembered, whose array becomes its own. */
    public Chunk(Cell[] cells) {
        if (cells.length != BUCKETS) {
            throw new IllegalArgumentException("a chunk has " + BUCKETS + " buckets, not " + cells.length);
        }
        this.cells = cells;
    }

    /** The bucket at a position. */
    public Cell get(int position) {
        return cells[position];
    }

    /** Replaces the bucket at a position. */
    public void set(int position, Cell cell) {
        cells[position] = cell;
    }
}
