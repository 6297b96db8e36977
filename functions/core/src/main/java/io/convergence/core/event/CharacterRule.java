package io.convergence.core.event;

/** A rule for texts: characters of ASCII, and bounds of their number, both inclusive. Immutable. */
final class CharacterRule {
    private static final int ASCII = 128;
    private static final String DIGITS = "0123456789";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final boolean[] members = new boolean[ASCII];
    private final int shortest;
    private final int longest;

    private CharacterRule(String characters, int shortest, int longest) {
        characters.chars().forEach(c -> members[c] = true);
        this.shortest = shortest;
        this.longest = longest;
    }

    /** Texts of at least one decimal digit. */
    static CharacterRule digits(int longest) {
        return new CharacterRule(DIGITS, 1, longest);
    }

    /** Texts of letters, decimal digits and marks. */
    static CharacterRule alphanumeric(String marks, int shortest, int longest) {
        return new CharacterRule(LETTERS + DIGITS + marks, shortest, longest);
    }

    /** Whether the rule admits a text. */
    boolean admits(String text) {
        int length = text.length();
        if (length < shortest || length > longest) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ASCII || !members[c]) {
                return false;
            }
        }
        return true;
    }
}
