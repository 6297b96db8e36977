package io.convergence.core.codec;

import io.convergence.core.vitals.VitalHistograms;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Histograms of vitals in few bytes, as {@code rum_minutes.vitals} holds them: a version byte (1), the number of bins,
 * and for each bin in ascending order how far its key lies above the one before (the first: above 0) and its count. Each
 * number is an unsigned LEB128 varint: seven bits a byte, low bits first, the high bit set in all bytes but the last.
 */
public final class VitalsBytes {
    private static final byte VERSION = 1;
    private static final int LONGEST_VARINT = 5;

    private VitalsBytes() {}

    /** Writes histograms. */
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
     * Reads histograms back.
     *
     * @throws IllegalArgumentException when the bytes are not of this form
     */
    public static VitalHistograms decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            byte version = buffer.get();
            if (version != VERSION) {
                throw new IllegalArgumentException("version " + version + " of vitals is not known, only " + VERSION);
            }
            int size = read(buffer);
            if (size > buffer.remaining() / 2) {
                throw new IllegalArgumentException("vitals end before their " + size + " bins do");
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
                throw new IllegalArgumentException("vitals go on after their " + size + " bins");
            }
            return VitalHistograms.of(keys, counts);
        } catch (BufferUnderflowException | ArithmeticException e) {
            throw new IllegalArgumentException("vitals are cut short or out of range", e);
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
        throw new IllegalArgumentException("a number of vitals has more than " + LONGEST_VARINT + " bytes");
    }
}
