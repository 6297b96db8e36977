package io.convergence.symbols.r8;

import org.jspecify.annotations.Nullable;

/**
 * A frame of a Java stack: {@code at module/class.method(file:line)}.
 *
 * @param head the text before the class: indentation, {@code at} and the module
 * @param className as printed
 * @param method as printed
 * @param file as printed, without its line; may be empty
 * @param lineText the colon and the line, or an empty text
 * @param tail the text from the closing parenthesis on
 */
record JavaFrame(String head, String className, String method, String file, String lineText, String tail) {
    private static final int MAX_DIGITS = 9;

    /** Reads a line, or returns null where it is no frame. */
    static @Nullable JavaFrame of(String line) {
        int begin = 0;
        while (begin < line.length() && Character.isWhitespace(line.charAt(begin))) {
            begin++;
        }
        int open = line.indexOf('(', begin);
        int close = line.indexOf(')', Math.max(open, 0));
        if (!line.startsWith("at ", begin) || open < 0 || close < 0) {
            return null;
        }
        int dot = line.lastIndexOf('.', open);
        int name = line.lastIndexOf('/', open) < begin + 3 ? begin + 3 : line.lastIndexOf('/', open) + 1;
        if (dot <= name || dot == open - 1 || line.substring(begin + 3, open).indexOf(' ') >= 0) {
            return null;
        }
        String place = line.substring(open + 1, close);
        int colon = place.lastIndexOf(':');
        boolean numbered = colon >= 0 && isNumber(place.substring(colon + 1));
        return new JavaFrame(
                line.substring(0, name),
                line.substring(name, dot),
                line.substring(dot + 1, open),
                numbered ? place.substring(0, colon) : place,
                numbered ? place.substring(colon) : "",
                line.substring(close));
    }

    /** The line, or 0 where the frame has none. */
    int line() {
        return lineText.isEmpty() ? 0 : Integer.parseInt(lineText.substring(1));
    }

    /**
     * The file of an original class.
     *
     * @param stated the file that the mapping states, or null
     */
    String fileOf(String original, @Nullable String stated) {
        if (stated != null) {
            return stated;
        }
        if (file.equals("Native Method")) {
            return file;
        }
        String simple = original.substring(original.lastIndexOf('.') + 1);
        int inner = simple.indexOf('$');
        String outer = inner < 0 ? simple : simple.substring(0, inner);
        int dot = file.lastIndexOf('.');
        String extension = dot < 0 ? "" : file.substring(dot + 1);
        if (outer.length() > 2 && outer.endsWith("Kt") && (extension.isEmpty() || extension.equals("kt"))) {
            return outer.substring(0, outer.length() - 2) + ".kt";
        }
        return outer + (extension.equals("kt") ? ".kt" : ".java");
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
