package io.convergence.flink.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Variable-length encoding of long integers: zigzag, then seven bits a byte, lowest first
 * (https://protobuf.dev/programming-guides/encoding/#signed-ints).
 */
public final class VarLong {

    /** Length of the longest encoding, bytes. */
    static final int LONGEST = 10;

    private VarLong() {}

    /** Zigzag encoding: numbers of small magnitude and either sign become small unsigned numbers. */
    static long fold(long value) {
        return (value << 1) ^ (value >> 63);
    }

    /** Inverse of {@link #fold}. */
    static long unfold(long folded) {
        return (folded >>> 1) ^ -(folded & 1);
    }

    /** Writes a number. */
    public static void write(long value, DataOutput out) throws IOException {
        long folded = fold(value);
        while ((folded & ~0x7fL) != 0) {
            out.writeByte((int) (folded & 0x7f) | 0x80);
            folded >>>= 7;
        }
        out.writeByte((int) folded);
    }

    /** Reads a number. */
    public static long read(DataInput in) throws IOException {
        long folded = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.readByte();
            folded |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return unfold(folded);
            }
        }
    }

    /** Reads a number that is an int. */
    public static int readInt(DataInput in) throws IOException {
        return Math.toIntExact(read(in));
    }
}
