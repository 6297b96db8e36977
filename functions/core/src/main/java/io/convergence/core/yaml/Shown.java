package io.convergence.core.yaml;

/** Values as messages show them: in one line and never long. */
public final class Shown {
    private static final int LONGEST_VALUE = 64;
    private static final int LONGEST_LINE = 200;

    private Shown() {}

    /** A value of a document: quoted, shortened, without control characters. */
    public static String of(String value) {
        return '\'' + clean(value, LONGEST_VALUE) + '\'';
    }

    /** A sentence of somebody else, in one line. */
    static String oneLine(String text) {
        return clean(text.strip(), LONGEST_LINE);
    }

    private static String clean(String text, int longest) {
        StringBuilder clean = new StringBuilder();
        int end = Math.min(text.length(), longest);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean shows = !Character.isISOControl(c) && !Character.isSurrogate(c) && c != '\u2028' && c != '\u2029';
            clean.append(shows ? c : c == '\n' || c == '\r' || c == '\t' ? ' ' : '?');
        }
        return text.length() > longest ? clean.append("...").toString() : clean.toString();
    }
}
