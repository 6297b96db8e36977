package io.convergence.core.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Cache of normalised texts that repeat, such as hosts and pages. A text that is already normalised is returned as one
 * shared instance without an allocation. Only results are cached, never the original texts, which may contain personal
 * data. Not thread-safe.
 *
 * <p>A direct-mapped cache of 8192 texts of at most 256 characters, under 3 MB in all where they are of Latin letters and under 5 MB
 * otherwise. A text replaces the one with the same slot, so hostile input costs time, never memory.
 */
public final class TextCache {
    private static final int SLOTS = 8192;
    private static final int LONGEST = 256;

    private final Rule rule;
    private final @Nullable String[] texts = new @Nullable String[SLOTS];

    /** A cache of the results of an idempotent rule. */
    public TextCache(Rule rule) {
        this.rule = rule;
    }

    /** The text as normalised by the rule, or null when the rule refuses it. */
    public @Nullable String of(char[] buffer, int offset, int length) {
        String known = length > LONGEST ? null : texts[slot(hash(buffer, offset, length))];
        if (known != null && equal(known, buffer, offset, length)) {
            return known;
        }
        String normalised = rule.apply(new String(buffer, offset, length));
        return normalised == null || normalised.length() > LONGEST ? normalised : cached(normalised);
    }

    private String cached(String text) {
        int slot = slot(text.hashCode());
        String known = texts[slot];
        if (text.equals(known)) {
            return known;
        }
        texts[slot] = text;
        return text;
    }

    /** The {@link String#hashCode} of the characters. */
    private static int hash(char[] buffer, int offset, int length) {
        int hash = 0;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + buffer[i];
        }
        return hash;
    }

    private static int slot(int hash) {
        return (hash ^ (hash >>> 13)) & (SLOTS - 1);
    }

    private static boolean equal(String text, char[] buffer, int offset, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != buffer[offset + i]) {
                return false;
            }
        }
        return true;
    }

    /** A validation and normalisation of texts. It is idempotent and depends on the text only. */
    @FunctionalInterface
    public interface Rule {
        /** The normalised text, or null when it is refused. */
        @Nullable
        String apply(String text);
    }
}
