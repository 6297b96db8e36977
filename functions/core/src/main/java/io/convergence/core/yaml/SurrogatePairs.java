package io.convergence.core.yaml;

/** Check for halves of surrogate pairs, which are not characters and which UTF-8 cannot encode. */
final class SurrogatePairs {
    /** Message about a text with half of a pair. */
    static final String HALF_PAIR = "is no Unicode text: it holds half of a surrogate pair";

    private SurrogatePairs() {}

    /** Index of the first half that lacks its other half, or -1. */
    static int firstHalf(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }
}
