package io.convergence.flink.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Whole numbers in as few bytes as they need: seven bits a byte, lowest first, negative ones folded in between. */
final class VarLong {

    private VarLong() {}

    static void write(long value, DataOutput out) throws IOException {
        long folded = (value << 1) ^ (value >> 63);
        while ((folded & ~0x7fL) != 0) {
            out.writeByte((int) (folded & 0x7f) | 0x80);
            folded >>>= 7;
        }
        out.writeByte((int) folded);
    }

    static long read(DataInput in) throws IOException {
        long folded = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.readByte();
            folded |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return (folded >>> 1) ^ -(folded & 1);
            }
        }
    }

    static int readInt(DataInput in) throws IOException {
        return Math.toIntExact(read(in));
    }
}
