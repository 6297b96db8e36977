package io.convergence.gateway.datakit;

/** Kinds of words of the line protocol: the characters that end a word, and those that a backslash escapes in it. */
@SuppressWarnings("ImmutableEnumChecker") // its arrays are never changed
enum WordKind {
    /** Name of the kind of a point. */
    MEASUREMENT(", ", ", "),
    /** Key of a tag or a field, and value of a tag. */
    KEY("=, ", ", ="),
    /** Value of a field without quotes. */
    VALUE(", ", ""),
    /** Element of an array without quotes. */
    ELEMENT(",] ", ""),
    /** Time of a point. */
    TIME(" ", "");

    private static final int ASCII = 128;

    private final boolean[] ends;
    private final boolean[] escapes;
    private final boolean[] stops;

    WordKind(String ends, String escapes) {
        this.ends = members(ends);
        this.escapes = members(escapes);
        this.stops = members(ends + "\r\n\\");
    }

    /** Whether a character ends a word. */
    boolean endsAt(char c) {
        return c < ASCII && ends[c];
    }

    /** Whether a backslash escapes a character. */
    boolean escapes(char c) {
        return c < ASCII && escapes[c];
    }

    /** The index of the first character that ends a word, a line or the plain part of a word; the length without one. */
    int plainEnd(String text, int from) {
        int end = from;
        while (end < text.length() && (text.charAt(end) >= ASCII || !stops[text.charAt(end)])) {
            end++;
        }
        return end;
    }

    private static boolean[] members(String characters) {
        boolean[] members = new boolean[ASCII];
        characters.chars().forEach(c -> members[c] = true);
        return members;
    }
}
