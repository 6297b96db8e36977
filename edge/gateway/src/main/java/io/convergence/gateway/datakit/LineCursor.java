package io.convergence.gateway.datakit;

/** A position in a body of the line protocol, with the number of its line. */
final class LineCursor {
    private final String text;
    private int at;
    private int line = 1;

    LineCursor(String text) {
        this.text = text;
    }

    /** Whether a character follows. */
    boolean hasNext() {
        return at < text.length();
    }

    /** The number of the current line, from 1. */
    int line() {
        return line;
    }

    /** Skips the next character. */
    void skip() {
        at++;
    }

    /** Skips a word if it is the next one, a word without any character that ends or escapes one. */
    boolean skip(String word, WordKind kind) {
        int end = at + word.length();
        boolean isNext = end < text.length() && kind.endsAt(text.charAt(end)) && text.startsWith(word, at);
        at = isNext ? end : at;
        return isNext;
    }

    /** Moves to the start of the next line. */
    void skipLine() {
        int end = text.indexOf('\n', at);
        line += end < 0 ? 0 : 1;
        at = end < 0 ? text.length() : end + 1;
    }

    /** The characters up to the closing quotation mark; the cursor is at the opening one. */
    String string() throws PointProblemException {
        int end = text.indexOf('"', at + 1);
        for (int i = at + 1; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\\' || c == '\n') {
                return unescapedString();
            }
        }
        if (end < 0) {
            return unescapedString();
        }
        String string = text.substring(at + 1, end);
        at = end + 1;
        return string;
    }

    private String unescapedString() throws PointProblemException {
        StringBuilder string = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at);
            boolean escapes =
                    c == '\\' && at + 1 < text.length() && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\');
            at += escapes ? 1 : 0;
            line += c == '\n' ? 1 : 0;
            string.append(text.charAt(at));
            at++;
        }
        if (at >= text.length()) {
            throw new PointProblemException("unterminated string");
        }
        at++;
        return string.toString();
    }

    /** The characters up to an unescaped end; a backslash escapes only some characters and otherwise stays. */
    String word(WordKind kind) {
        int from = at;
        int end = kind.plainEnd(text, from);
        if (end < text.length() && text.charAt(end) != '\n' && !kind.endsAt(text.charAt(end))) {
            return unescapedWord(kind);
        }
        at = end;
        return text.substring(from, end);
    }

    private String unescapedWord(WordKind kind) {
        StringBuilder word = new StringBuilder();
        while (!isEnd() && !kind.endsAt(text.charAt(at))) {
            boolean escapes = text.charAt(at) == '\\' && at + 1 < text.length() && kind.escapes(text.charAt(at + 1));
            at += escapes ? 1 : 0;
            word.append(text.charAt(at));
            at++;
        }
        return word.toString();
    }

    /** Skips spaces, not tabs. */
    void skipSpaces() {
        while (is(' ')) {
            at++;
        }
    }

    /** Whether the next character is {@code c}. */
    boolean is(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    /** Whether the line ends here: at a line feed, a carriage return before one, or the end of the body. */
    boolean isEnd() {
        return at >= text.length()
                || is('\n')
                || (is('\r') && (at + 1 == text.length() || text.charAt(at + 1) == '\n'));
    }
}
