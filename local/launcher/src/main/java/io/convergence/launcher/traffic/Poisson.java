package io.convergence.launcher.traffic;

import java.util.random.RandomGenerator;

/** How many independent arrivals fall into a span of time. */
final class Poisson {
    /** From this mean on the normal approximation is used. */
    private static final double LARGE = 50;

    private Poisson() {}

    /** A count with a mean of 0 or more. */
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
