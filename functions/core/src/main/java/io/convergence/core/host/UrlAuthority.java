package io.convergence.core.host;

/** Position of the authority in a URL (RFC 3986, section 3.2). */
public final class UrlAuthority {
    private UrlAuthority() {}

    /** The index after a leading {@code scheme://}, or -1 when the text does not start with one. */
    public static int start(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean other = (c >= '0' && c <= '9') || c == '+' || c == '.' || c == '-';
            if (!letter && (i == 0 || !other)) {
                return i > 0 && text.startsWith("://", i) ? i + 3 : -1;
            }
        }
        return -1;
    }

    /** The end of an authority: the index of the next slash, backslash, question mark or hash, or the end of the text. */
    public static int end(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/' || c == '\\' || c == '?' || c == '#') {
                return i;
            }
        }
        return text.length();
    }
}
