package io.convergence.core.yaml;

/** Texts of a document in messages: on one line, shortened, and without control characters. */
public final class QuotedText {
    private static final int MAX_VALUE = 64;
    private static final int MAX_SENTENCE = 200;

    private QuotedText() {}

    /** A value in single quotes, cut after 64 characters. */
    public static String of(String value) {
        return '\'' + clean(value, MAX_VALUE) + '\'';
    }

    /** A sentence of another library on one line, cut after 200 characters. */
    static String oneLine(String text) {
        return clean(text.strip(), MAX_SENTENCE);
    }

    private static String clean(String text, int max) {
        StringBuilder clean = new StringBuilder();
        int end = Math.min(text.length(), max);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean isPrintable =
                    !Character.isISOControl(c) && !Character.isSurrogate(c) && c != '\u2028' && c != '\u2029';
            clean.append(isPrintable ? c : c == '\n' || c == '\r' || c == '\t' ? ' ' : '?');
        }
        return text.length() > max ? clean.append("...").toString() : clean.toString();
    }
}
