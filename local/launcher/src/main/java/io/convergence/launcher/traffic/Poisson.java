package io.convergence.launcher.traffic;

import java.util.random.RandomGenerator;

/** Random numbers of the Poisson distribution: counts of independent arrivals in a time span. */
final class Poisson {
    /** Mean from which on the normal approximation is used. */
    private static final double LARGE = 50;

    private Poisson() {}

    /** A random count; the mean is 0 or more. */
    static int draw(RandomGenerator random, double mean) {
        if (mean >= LARGE) {
            return (int) Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
