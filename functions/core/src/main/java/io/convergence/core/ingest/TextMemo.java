package io.convergence.core.ingest;

import org.jspecify.annotations.Nullable;

/**
 * The last answers of a rule over texts that repeat, such as hosts and pages: a text that is already as the rule leaves
 * it gets one instance back, without an allocation. Only answers are remembered, never what the rule took out of a text.
 * Not thread-safe.
 *
 * <p>Direct-mapped: 1024 answers of at most 256 characters, under 1 MB in all. An answer displaces the one it shares a
 * place with, so hostile input costs time, never memory.
 */
public final class TextMemo {
    private static final int PLACES = 1024;
    private static final int LONGEST = 256;

    private final Rule rule;
    private final @Nullable String[] answers = new @Nullable String[PLACES];

    /** A memo over an idempotent rule. */
    public TextMemo(Rule rule) {
        this.rule = rule;
    }

    /** The rule's answer to a text, or null when the rule refuses it. */
    public @Nullable String of(char[] buffer, int offset, int length) {
        String known = length > LONGEST ? null : answers[place(hash(buffer, offset, length))];
        if (known != null && equal(known, buffer, offset, length)) {
            return known;
        }
        String answer = rule.apply(new String(buffer, offset, length));
        return answer == null || answer.length() > LONGEST ? answer : remembered(answer);
    }

    private String remembered(String answer) {
        int place = place(answer.hashCode());
        String known = answers[place];
        if (answer.equals(known)) {
            return known;
        }
        answers[place] = answer;
        return answer;
    }

    /** As {@link String#hashCode} of the same characters. */
    private static int hash(char[] buffer, int offset, int length) {
        int hash = 0;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + buffer[i];
        }
        return hash;
    }

    private static int place(int hash) {
        return (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (PLACES - 1);
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

    /** A function of a text alone that leaves its own answers as they are. */
    @FunctionalInterface
    public interface Rule {
        /** The text as it is kept, or null when it is refused. */
        @Nullable
        String apply(String text);
    }
}
