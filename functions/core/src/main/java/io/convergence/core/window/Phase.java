package io.convergence.core.window;

/** Offset of a key within a time span, which spreads the work of many keys over the span. */
public final class Phase {
    private Phase() {}

    /** A number from 0 to {@code below}, exclusive, determined by the hash code; 0 when {@code below} is 0. */
    public static long of(int hashCode, long below) {
        return below == 0 ? 0 : Math.floorMod(mix(hashCode), below);
    }

    /** Spreads hash codes of similar names: the finaliser of MurmurHash3 (Appleby, public domain). */
    private static int mix(int hash) {
        int h = hash;
        h ^= h >>> 16;
        h *= 0x85ebca6b;
        h ^= h >>> 13;
        h *= 0xc2b2ae35;
        return h ^ (h >>> 16);
    }
}
