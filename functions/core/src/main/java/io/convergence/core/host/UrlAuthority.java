package io.convergence.core.host;

/** Where the authority of a URL lies (RFC 3986, section 3.2). */
public final class UrlAuthority {
    private UrlAuthority() {}

    /** The index after a leading {@code scheme://}, or -1 when the text starts with none. */
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

    /** The index at which an authority that starts at an index ends: a slash, backslash, question mark, hash or the end. */
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
