package io.convergence.core.verdict;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of the latest verdict of a key: a new one, or its end. One stream carries both, so that no end overtakes
 * a verdict.
 *
 * @param key {@code tenant|app|host}
 * @param at the boundary evaluated, epoch milliseconds
 * @param verdict the new verdict, or null when the key ends
 */
public record VerdictUpdate(String key, long at, @Nullable VerdictRecord verdict) {

    public static VerdictUpdate of(VerdictRecord verdict) {
        return new VerdictUpdate(verdict.key(), verdict.windowEnd(), verdict);
    }

    public static VerdictUpdate end(String key, long at) {
        return new VerdictUpdate(key, at, null);
    }
}
