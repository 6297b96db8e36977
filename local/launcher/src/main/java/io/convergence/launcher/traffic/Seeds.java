package io.convergence.launcher.traffic;

import java.util.SplittableRandom;

/** Random generators by seed, place and purpose, so that any second of traffic can be generated without those before. */
public final class Seeds {
    private Seeds() {}

    /**
     * A random generator.
     *
     * @param place such as a second of event time
     * @param purpose separates generators of one place
     */
    static SplittableRandom random(long seed, long place, long purpose) {
        return new SplittableRandom(mix(mix(seed ^ mix(purpose)) + place));
    }

    /** Spreads the bits of a number: the finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
    public static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
