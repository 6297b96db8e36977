package io.convergence.core.ingest;

import org.jspecify.annotations.Nullable;

/** A set of ASCII characters for names of 1 to 64 characters. */
public enum Alphabet {
    /** Letters, digits, underscore and hyphen, for ids. */
    ID("A-Z a-z 0-9 _ -", "_-"),
    /** Letters, digits, dot, underscore and hyphen, for tenants, apps, checks and locations. */
    NAME("A-Z a-z 0-9 . _ -", "._-");

    private static final int LONGEST = 64;
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final String rule;
    private final long membersBelow64;
    private final long membersFrom64;

    Alphabet(String characters, String marks) {
        rule = "1 to " + LONGEST + " characters of " + characters;
        membersBelow64 = bits(ALPHANUMERIC + marks, 0);
        membersFrom64 = bits(ALPHANUMERIC + marks, 64);
    }

    /** The rule for names, as rejections word it. */
    public String rule() {
        return rule;
    }

    /** Whether the text is a valid name of this alphabet. */
    public boolean admits(String text) {
        int length = text.length();
        if (length == 0 || length > LONGEST) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            long members = c < 64 ? membersBelow64 : c < 128 ? membersFrom64 : 0;
            if ((members >>> c & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    /** The text when it is a valid name of this alphabet, otherwise null. */
    public @Nullable String orNull(String text) {
        return admits(text) ? text : null;
    }

    private static long bits(String characters, int from) {
        return characters
                .chars()
                .filter(c -> c >= from && c < from + 64)
                .mapToLong(c -> 1L << c)
                .reduce(0, (a, b) -> a | b);
    }
}
