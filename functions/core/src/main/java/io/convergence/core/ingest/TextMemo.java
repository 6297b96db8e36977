package io.convergence.core.ingest;

import org.jspecify.annotations.Nullable;

/**
 * The last answers of a pure rule over texts that repeat, such as hosts and pages: an equal text gets the same instance
 * back, without an allocation. Not thread-safe.
 *
 * <p>Direct-mapped: 1024 answers, each to a text of at most 256 characters, under 2 MB in all. A text that shares a place
 * displaces the one before, so hostile input costs time, never memory.
 */
public final class TextMemo {
    private static final int PLACES = 1024;
    private static final int LONGEST = 256;

    private final Rule rule;
    private final @Nullable String[] texts = new @Nullable String[PLACES];
    private final @Nullable String[] answers = new @Nullable String[PLACES];

    /** A memo over a rule. */
    public TextMemo(Rule rule) {
        this.rule = rule;
    }

    /** The rule's answer to a text, or null when the rule refuses it. */
    public @Nullable String of(char[] buffer, int offset, int length) {
        if (length > LONGEST) {
            return rule.apply(new String(buffer, offset, length));
        }
        int place = place(buffer, offset, length);
        String known = texts[place];
        if (known != null && equal(known, buffer, offset, length)) {
            return answers[place];
        }
        String text = new String(buffer, offset, length);
        String answer = rule.apply(text);
        texts[place] = text.equals(answer) ? answer : text;
        answers[place] = answer;
        return answer;
    }

    private static int place(char[] buffer, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + buffer[i];
        }
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

    /** A pure function of a text. */
    @FunctionalInterface
    public interface Rule {
        /** The text as it is kept, or null when it is refused. */
        @Nullable
        String apply(String text);
    }
}
