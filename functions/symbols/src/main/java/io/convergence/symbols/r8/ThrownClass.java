package io.convergence.symbols.r8;

import org.jspecify.annotations.Nullable;

/**
 * The class in a line that begins a stack or a cause.
 *
 * @param start offset in the line
 * @param end offset behind the class
 */
record ThrownClass(int start, int end) {
    private static final String CIRCULAR = "[CIRCULAR REFERENCE:";
    /** Words behind this many characters are part of a message. */
    private static final int MAX_PREFIX = 1024;

    /**
     * Finds the class: of the words that stand at the begin, behind a colon, a closing quote or the mark of a circular
     * reference, and before a colon, a bracket or the end, the first that is mapped, else the first with a dot.
     */
    static @Nullable ThrownClass of(String line, Mapping mapping) {
        ThrownClass dotted = null;
        int limit = Math.min(line.length(), MAX_PREFIX);
        boolean blank = true;
        for (int start = 0; start < limit; start++) {
            boolean first = blank;
            blank &= Character.isWhitespace(line.charAt(start));
            if (blank || !(first || isWordStart(line, start))) {
                continue;
            }
            int end = start;
            while (end < line.length() && !isEnd(line.charAt(end)) && !Character.isWhitespace(line.charAt(end))) {
                end++;
            }
            if (end == start || (end < line.length() && !isEnd(line.charAt(end)))) {
                continue;
            }
            ThrownClass candidate = new ThrownClass(start, end);
            String word = candidate.in(line);
            if (mapping.originalClass(word) != null) {
                return candidate;
            }
            dotted = dotted == null && word.indexOf('.') > 0 ? candidate : dotted;
        }
        return dotted;
    }

    String in(String line) {
        return line.substring(start, end);
    }

    private static boolean isWordStart(String line, int start) {
        if (Character.isWhitespace(line.charAt(start))) {
            return false;
        }
        return line.startsWith(": ", start - 2)
                || line.startsWith("\" ", start - 2)
                || line.startsWith(CIRCULAR, start - CIRCULAR.length());
    }

    private static boolean isEnd(char character) {
        return character == ':' || character == ']' || character == '\r';
    }
}
