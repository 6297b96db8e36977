package io.convergence.launcher.traffic;

import java.util.random.RandomGenerator;

/**
 * Random ranks {@code 0..n-1} by Zipf's law: rank {@code k} has the weight {@code (k + 1)^-s}. A draw takes constant time.
 */
final class ZipfLaw {
    /* Vose's alias method [1]: each of n equally likely columns holds its own rank up to a level, and one other rank
     * above it.
     * [1] M. D. Vose, A linear algorithm for generating random numbers with a given distribution, IEEE TSE 17(9), 1991.
     */
    private final double[] levels;
    private final int[] others;

    ZipfLaw(int ranks, double exponent) {
        if (ranks < 1) {
            throw new IllegalArgumentException("at least one rank, not " + ranks);
        }
        levels = new double[ranks];
        others = new int[ranks];
        double sum = 0;
        for (int k = 0; k < ranks; k++) {
            levels[k] = Math.pow(k + 1.0, -exponent);
            sum += levels[k];
        }
        int[] small = new int[ranks];
        int[] large = new int[ranks];
        int smalls = 0;
        int larges = 0;
        for (int k = 0; k < ranks; k++) {
            levels[k] *= ranks / sum;
            if (levels[k] < 1) {
                small[smalls++] = k;
            } else {
                large[larges++] = k;
            }
        }
        while (smalls > 0 && larges > 0) {
            int less = small[--smalls];
            int more = large[larges - 1];
            others[less] = more;
            levels[more] -= 1 - levels[less];
            if (levels[more] < 1) {
                small[smalls++] = more;
                larges--;
            }
        }
        while (larges > 0) {
            levels[large[--larges]] = 1;
        }
        while (smalls > 0) {
            levels[small[--smalls]] = 1;
        }
    }

    /** A random rank. */
    int draw(RandomGenerator random) {
        int column = random.nextInt(levels.length);
        return random.nextDouble() < levels[column] ? column : others[column];
    }
}
