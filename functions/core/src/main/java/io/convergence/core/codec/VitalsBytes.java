package io.convergence.core.codec;

import io.convergence.core.vitals.VitalHistograms;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Compact binary form of vital histograms, stored in {@code rum_minutes.vitals}: a version byte (1), the number of bins,
 * and for each bin in ascending order the difference of its key to the previous key (the first: to 0) and its count. Each
 * number is an unsigned LEB128 varint: seven bits per byte, low bits first, the high bit set in all bytes but the last.
 */
public final class VitalsBytes {
    static final byte VERSION = 1;

    private static final int LONGEST_VARINT = 5;

    private VitalsBytes() {}

    /** Encodes histograms. */
    public static byte[] encode(VitalHistograms vitals) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 + 3 * vitals.size());
        bytes.write(VERSION);
        write(bytes, vitals.size());
        int previous = 0;
        for (int i = 0; i < vitals.size(); i++) {
            write(bytes, vitals.keyAt(i) - previous);
            write(bytes, vitals.countAt(i));
            previous = vitals.keyAt(i);
        }
        return bytes.toByteArray();
    }

    /**
     * Decodes histograms.
     *
     * @throws IllegalArgumentException when the bytes do not have this form
     */
    public static VitalHistograms decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            byte version = buffer.get();
            if (version != VERSION) {
                throw new IllegalArgumentException("vitals must have version " + VERSION + ", not " + version);
            }
            int size = read(buffer);
            if (size > buffer.remaining() / 2) {
                throw new IllegalArgumentException("the bytes of vitals end before the last of " + size + " bins");
            }
            int[] keys = new int[size];
            int[] counts = new int[size];
            int key = 0;
            for (int i = 0; i < size; i++) {
                key = Math.addExact(key, read(buffer));
                keys[i] = key;
                counts[i] = read(buffer);
            }
            if (buffer.hasRemaining()) {
                throw new IllegalArgumentException("the bytes of vitals continue after the last of " + size + " bins");
            }
            return VitalHistograms.of(keys, counts);
        } catch (BufferUnderflowException | ArithmeticException e) {
            throw new IllegalArgumentException("the bytes of vitals are truncated or out of range", e);
        }
    }

    private static void write(ByteArrayOutputStream bytes, int value) {
        int rest = value;
        while (rest >= 0x80) {
            bytes.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes.write(rest);
    }

    private static int read(ByteBuffer buffer) {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            byte next = buffer.get();
            value |= (next & 0x7fL) << (7 * i);
            if (next >= 0) {
                return Math.toIntExact(value);
            }
        }
        throw new IllegalArgumentException("a varint of vitals must have at most " + LONGEST_VARINT + " bytes");
    }
}
