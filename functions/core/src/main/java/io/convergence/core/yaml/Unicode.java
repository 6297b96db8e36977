package io.convergence.core.yaml;

/** What makes a string no text: half of a surrogate pair, which UTF-8 cannot spell. */
final class Unicode {
    /** Why it is refused. */
    static final String HALF_PAIR = "is no Unicode text: it holds half of a surrogate pair";

    private Unicode() {}

    /** The position of the first half without its other half, or -1. */
    static int firstHalfPair(String text) {
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
