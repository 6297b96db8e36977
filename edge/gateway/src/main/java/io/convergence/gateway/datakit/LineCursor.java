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

    /** Moves to the start of the next line. */
    void skipLine() {
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
        if (at < text.length()) {
            at++;
            line++;
        }
    }

    /** The characters up to the closing quotation mark; the cursor is at the opening one. */
    String string() throws PointProblemException {
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
    String word(String ends, String escaped) {
        StringBuilder word = new StringBuilder();
        while (!isEnd() && ends.indexOf(text.charAt(at)) < 0) {
            boolean escapes =
                    text.charAt(at) == '\\' && at + 1 < text.length() && escaped.indexOf(text.charAt(at + 1)) >= 0;
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
