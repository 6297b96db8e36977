package io.convergence.symbols;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Copies of good files that are cut short, have bytes flipped, or have a number set to the greatest of its type. */
public final class DamagedBytes {
    private DamagedBytes() {}

    /** The number of copies that a test makes of a file; {@code -Dsymbols.fuzz.rounds=10000} for a long run. */
    public static int rounds(int usual) {
        return Integer.getInteger("symbols.fuzz.rounds", usual);
    }

    /** A damaged copy. */
    public static byte[] of(byte[] good, Random random) {
        if (random.nextInt(4) == 0) {
            return Arrays.copyOf(good, random.nextInt(good.length));
        }
        byte[] damaged = good.clone();
        if (random.nextBoolean()) {
            ByteBuffer bytes = ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN);
            int at = random.nextInt(random.nextBoolean() ? Math.min(2000, good.length - 8) : good.length - 8);
            if (random.nextBoolean()) {
                bytes.putInt(at, Integer.MAX_VALUE);
            } else {
                bytes.putLong(at, Long.MAX_VALUE);
            }
            return damaged;
        }
        for (int flips = 1 + random.nextInt(20); flips > 0; flips--) {
            damaged[random.nextInt(damaged.length)] = (byte) (random.nextInt(3) == 0 ? 0xff : random.nextInt());
        }
        return damaged;
    }
}
