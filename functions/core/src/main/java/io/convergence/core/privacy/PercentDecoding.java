package io.convergence.core.privacy;

/**
 * Percent-decoding (RFC 3986, section 2.1), applied once. An incomplete escape and one whose bytes are not well-formed
 * UTF-8 are left unchanged, so that the text still contains a percent sign.
 */
final class PercentDecoding {
    private PercentDecoding() {}

    static String decodeOnce(String text) {
        int first = text.indexOf('%');
        if (first < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length()).append(text, 0, first);
        int at = first;
        while (at < text.length()) {
            int escapes = appendCharacter(text, at, decoded);
            if (escapes == 0) {
                decoded.append(text.charAt(at));
                at++;
            } else {
                at += 3 * escapes;
            }
        }
        return decoded.toString();
    }

    /** Appends the character that is escaped at an index. Returns the number of escapes it consists of, 0 without one. */
    private static int appendCharacter(String text, int at, StringBuilder decoded) {
        int lead = escape(text, at);
        int length = lead < 0 ? 0 : lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (length == 0 || lead > 0xf4) {
            return 0;
        }
        int character = length == 1 ? lead : lead & (0x7f >> length);
        for (int i = 1; i < length; i++) {
            int next = escape(text, at + 3 * i);
            if (next < 0 || (next & 0xc0) != 0x80) {
                return 0;
            }
            character = character << 6 | (next & 0x3f);
        }
        boolean overlong = (length == 3 && character < 0x800) || (length == 4 && character < 0x10000);
        boolean surrogate = length == 3 && Character.isSurrogate((char) character);
        if (overlong || surrogate || !Character.isValidCodePoint(character)) {
            return 0;
        }
        decoded.appendCodePoint(character);
        return length;
    }

    /** The byte that is escaped at an index, or -1 without an escape. */
    private static int escape(String text, int at) {
        if (at + 2 >= text.length() || text.charAt(at) != '%') {
            return -1;
        }
        int high = hex(text.charAt(at + 1));
        int low = hex(text.charAt(at + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static int hex(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}
