package io.convergence.flink.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Sequence of integers of variable length, packed in memory and moved as one block. State is read and written at every
 * event, and a call for each byte would be most of the cost. Not thread-safe.
 */
public final class PackedLongs {
    private byte[] bytes;
    private int at;

    /** An empty sequence. */
    public PackedLongs(int expectedBytes) {
        bytes = new byte[Math.max(16, expectedBytes)];
    }

    /** A sequence that begins with the first byte; the array is not copied. */
    PackedLongs(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads a sequence that {@link #write} wrote. */
    public static PackedLongs read(DataInput in) throws IOException {
        byte[] block = new byte[VarLong.readInt(in)];
        in.readFully(block);
        return new PackedLongs(block);
    }

    /** Appends a number in the encoding of {@link VarLong}. */
    public void put(long value) {
        if (bytes.length - at < VarLong.LONGEST) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        long folded = VarLong.fold(value);
        while ((folded & ~0x7fL) != 0) {
            bytes[at++] = (byte) ((folded & 0x7f) | 0x80);
            folded >>>= 7;
        }
        bytes[at++] = (byte) folded;
    }

    /** Appends numbers that are encoded already. */
    void put(byte[] encoded) {
        if (bytes.length - at < encoded.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, at + encoded.length));
        }
        System.arraycopy(encoded, 0, bytes, at, encoded.length);
        at += encoded.length;
    }

    /** The bytes that were appended. */
    byte[] bytes() {
        return bytesFrom(0);
    }

    /** The offset of the next number, bytes. */
    int position() {
        return at;
    }

    /** The bytes from an offset to the next number, exclusive. */
    byte[] bytesFrom(int offset) {
        return Arrays.copyOfRange(bytes, offset, at);
    }

    /** Returns the next number and moves past it. */
    public long take() {
        long folded = bytes[at++];
        if (folded < 0) {
            folded &= 0x7f;
            byte next;
            int shift = 7;
            do {
                next = bytes[at++];
                folded |= (next & 0x7fL) << shift;
                shift += 7;
            } while (next < 0);
        }
        return VarLong.unfold(folded);
    }

    /** Returns the next number as an int. */
    public int takeInt() {
        return Math.toIntExact(take());
    }

    /** Writes the length in bytes, then the sequence. */
    public void write(DataOutput out) throws IOException {
        VarLong.write(at, out);
        out.write(bytes, 0, at);
    }
}
