package io.convergence.core.session;

/**
 * 64-bit hashes of ids within a session, by which repeated ones are recognised: FNV-1a
 * (http://www.isthe.com/chongo/tech/comp/fnv/) with the finaliser of MurmurHash3. Two different ids among 10,000 are
 * equal with a probability of 3e-12.
 */
public final class IdHash {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private IdHash() {}

    /** The hash of an id of a kind. */
    public static long of(char kind, String id) {
        long hash = (OFFSET ^ kind) * PRIME;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
