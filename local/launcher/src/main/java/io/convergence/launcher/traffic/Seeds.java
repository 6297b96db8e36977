package io.convergence.launcher.traffic;

import java.util.SplittableRandom;

/** Random generators that depend on nothing but numbers, so that any second of traffic can be drawn on its own. */
final class Seeds {
    private Seeds() {}

    /** A generator for a place in a run. */
    static SplittableRandom random(long seed, long place, long purpose) {
        return new SplittableRandom(mix(mix(seed ^ mix(purpose)) + place));
    }

    /** Spreads the bits of a number: the finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
    static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
