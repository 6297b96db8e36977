package io.convergence.symbols.web;

import org.jspecify.annotations.Nullable;

/**
 * A place in a script, as engines print it: {@code URL:line:column}.
 *
 * @param start offset of the URL in the line
 * @param end offset behind the column
 * @param url the script
 * @param line from 1, as printed
 * @param column as printed
 */
record JsLocation(int start, int end, String url, int line, int column) {
    private static final int MAX_DIGITS = 10;

    /** Reads the place that fills the text from start to end, or returns null. */
    static @Nullable JsLocation of(String text, int start, int end) {
        int columnStart = digitsBefore(text, start, end);
        if (columnStart == end || columnStart <= start || text.charAt(columnStart - 1) != ':') {
            return null;
        }
        int lineEnd = columnStart - 1;
        int lineStart = digitsBefore(text, start, lineEnd);
        if (lineStart == lineEnd || lineStart <= start + 1 || text.charAt(lineStart - 1) != ':') {
            return null;
        }
        long line = Long.parseLong(text, lineStart, lineEnd, 10);
        long column = Long.parseLong(text, columnStart, end, 10);
        String url = text.substring(start, lineStart - 1);
        if (line > Integer.MAX_VALUE || column > Integer.MAX_VALUE || !isScript(url)) {
            return null;
        }
        return new JsLocation(start, end, url, (int) line, (int) column);
    }

    private static boolean isScript(String url) {
        return !url.startsWith("<") && !url.startsWith("wasm:") && !url.contains(" > ") && !url.startsWith("[");
    }

    private static int digitsBefore(String text, int start, int end) {
        int index = end;
        while (index > start && end - index < MAX_DIGITS && isDigit(text.charAt(index - 1))) {
            index--;
        }
        return index;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
