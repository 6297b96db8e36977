package io.convergence.core.privacy;

/** Cheap tests of texts that tell whether a regular expression can find anything in them at all. */
final class TextMarks {
    private static final char DELETE = 0x7f;
    private static final char LAST_CONTROL = 0x9f;

    private TextMarks() {}

    /** Whether a text has a run of spaces, or a character that takes space and is no space. */
    static boolean hasSpacing(String text) {
        char before = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' ? before == ' ' : c < ' ' || (c >= DELETE && isSpacingBeyondAscii(c))) {
                return true;
            }
            before = c;
        }
        return false;
    }

    /** The number of decimal digits of any script in a text, counted up to a number that is enough. */
    static int digits(String text, int enough) {
        int digits = 0;
        for (int i = 0; i < text.length() && digits < enough; i++) {
            char c = text.charAt(i);
            if (c < DELETE) {
                digits += c >= '0' && c <= '9' ? 1 : 0;
            } else {
                int character = text.codePointAt(i);
                digits += Character.isDigit(character) ? 1 : 0;
                i += Character.charCount(character) - 1;
            }
        }
        return digits;
    }

    /**
     * Whether a text has a word in letters of any case, as a part of longer words too.
     *
     * @param word letters of ASCII in lower case
     */
    static boolean has(String text, String word) {
        char lower = word.charAt(0);
        char upper = Character.toUpperCase(lower);
        for (int i = 0; i <= text.length() - word.length(); i++) {
            char c = text.charAt(i);
            if ((c == lower || c == upper) && text.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSpacingBeyondAscii(char c) {
        return c <= LAST_CONTROL || c == '\u2028' || c == '\u2029' || c == '\ufffd';
    }
}
