package io.convergence.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.convergence.symbols.file.UnusableSymbolFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Copies of good files that are cut short, have bytes flipped, or have a number set to the greatest of its type. */
public final class DamagedBytes {
    private static final String ROUNDS = "symbols.fuzz.rounds";
    private static final long MOST_BYTES = 64L << 20;
    private static final long MOST_NANOS = 1_000_000_000L;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private DamagedBytes() {}

    /** Reading of a damaged copy. */
    @FunctionalInterface
    public interface Reading {
        /** Reads the copy, or reports it as unusable. */
        void run() throws UnusableSymbolFile, IOException;
    }

    /**
     * Reads a damaged copy: it gives a result or is unusable for a reason, and allocates at most 64 MiB. In a long run it takes
     * at most a second of processor time as well, which a usual run does not judge.
     */
    public static void read(Reading reading) throws IOException {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = THREADS.getCurrentThreadCpuTime();
        try {
            reading.run();
        } catch (UnusableSymbolFile expected) {
            assertThat(expected.reason()).isNotBlank();
        }
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - bytes).isLessThan(MOST_BYTES);
        if (Integer.getInteger(ROUNDS) != null) {
            assertThat(THREADS.getCurrentThreadCpuTime() - nanos).isLessThan(MOST_NANOS);
        }
    }

    /** The number of copies that a test makes of a file; {@code -Dsymbols.fuzz.rounds=10000} for a long run. */
    public static int rounds(int usual) {
        return Integer.getInteger(ROUNDS, usual);
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
