package io.convergence.core.verdict;

import org.jspecify.annotations.Nullable;

/**
 * A change of a key's latest verdict: a new verdict, or a tombstone once the key is quiet. One stream carries both, so
 * that a tombstone cannot overtake a verdict.
 *
 * @param key {@code tenant|app|host}
 * @param at the boundary evaluated, epoch milliseconds
 * @param verdict the new verdict, or null for a tombstone
 */
public record VerdictUpdate(String key, long at, @Nullable VerdictRecord verdict) {

    /** A new verdict. */
    public static VerdictUpdate of(VerdictRecord verdict) {
        return new VerdictUpdate(verdict.key().recordKey(), verdict.windowEnd(), verdict);
    }

    /** A tombstone. */
    public static VerdictUpdate end(VerdictKey key, long at) {
        return new VerdictUpdate(key.recordKey(), at, null);
    }
}
