package io.convergence.flink.session;

import io.convergence.flink.state.VarLong;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Set of hashes of 64 bits in one array: a hash is at the first free slot from its own one on, and half of the slots stay
 * free. The hash 0 is stored as 1. Not thread-safe.
 */
final class IdSet {
    private static final int FIRST_SLOTS = 32;

    private long[] slots;
    private int size;

    IdSet() {
        slots = new long[FIRST_SLOTS];
    }

    private IdSet(long[] slots, int size) {
        this.slots = slots;
        this.size = size;
    }

    int size() {
        return size;
    }

    /** Adds a hash; false when it is there already. */
    boolean add(long hash) {
        long stored = hash == 0 ? 1 : hash;
        int at = slotOf(stored);
        if (slots[at] == stored) {
            return false;
        }
        slots[at] = stored;
        size++;
        if (2 * size > slots.length) {
            long[] before = slots;
            slots = new long[2 * before.length];
            for (long each : before) {
                if (each != 0) {
                    slots[slotOf(each)] = each;
                }
            }
        }
        return true;
    }

    void clear() {
        slots = new long[FIRST_SLOTS];
        size = 0;
    }

    IdSet copy() {
        return new IdSet(slots.clone(), size);
    }

    /** All hashes, ascending. */
    long[] sorted() {
        long[] sorted = new long[size];
        int next = 0;
        for (long each : slots) {
            if (each != 0) {
                sorted[next++] = each;
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    long heapBytes() {
        return (long) Long.BYTES * slots.length;
    }

    /** Writes the number of hashes, then each in 8 bytes, in the order of the slots. */
    void write(DataOutputView out) throws IOException {
        VarLong.write(size, out);
        for (long each : slots) {
            if (each != 0) {
                out.writeLong(each);
            }
        }
    }

    static IdSet read(DataInputView in) throws IOException {
        int size = VarLong.readInt(in);
        IdSet set = new IdSet(new long[Math.max(FIRST_SLOTS, Integer.highestOneBit(Math.max(1, size)) * 4)], 0);
        for (int i = 0; i < size; i++) {
            set.add(in.readLong());
        }
        return set;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IdSet that && Arrays.equals(sorted(), that.sorted());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted());
    }

    private int slotOf(long hash) {
        int last = slots.length - 1;
        int at = (int) hash & last;
        while (slots[at] != 0 && slots[at] != hash) {
            at = (at + 1) & last;
        }
        return at;
    }
}
