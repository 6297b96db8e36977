package io.convergence.core.privacy;

import java.text.Normalizer;

/**
 * Test whether a path segment could identify a person: a number, an id, a token, an address, a date, or a text with
 * characters that hide one. The segment must be percent-decoded.
 */
final class IdentifyingSegment {
    /*
     * A segment with characters outside ASCII is tested twice: as it is, and in Unicode normalisation form KC
     * (https://www.unicode.org/reports/tr15/) without format characters. Full-width letters, circled digits and
     * zero-width joiners therefore do not hide a token, while words that need such characters stay.
     */
    private static final int LONG = 20;
    private static final int TOKEN = 16;
    private static final int HEX = 12;
    private static final int HEX_WITH_DIGIT = 8;
    private static final int PHONE_DIGITS = 7;
    private static final char DELETE = 0x7f;

    private final String text;
    private int length;
    private int digits;
    private int letters;
    private int lower;
    private int upper;
    private int upperAfterFirst;
    private int hex;
    private int token;
    private int colons;
    private int address;
    private boolean forbidden;

    private IdentifyingSegment(String text) {
        this.text = text;
        for (int i = 0; i < text.length(); length++) {
            int character = text.codePointAt(i);
            if (character < 128) {
                countAscii((char) character);
            } else {
                countBeyondAscii(character);
            }
            i += Character.charCount(character);
        }
    }

    /** Whether the segment must be redacted wherever it occurs. */
    static boolean test(String segment) {
        return new IdentifyingSegment(segment).identifies()
                || (!isAscii(segment) && new IdentifyingSegment(normalised(segment)).identifies());
    }

    /** The segment in normalisation form KC without format characters. */
    static String normalised(String segment) {
        if (isAscii(segment)) {
            return segment;
        }
        StringBuilder visible = new StringBuilder(segment.length());
        Normalizer.normalize(segment, Normalizer.Form.NFKC)
                .codePoints()
                .filter(character -> Character.getType(character) != Character.FORMAT)
                .forEach(visible::appendCodePoint);
        return visible.toString();
    }

    private static boolean isAscii(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            if (segment.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    private void countAscii(char c) {
        boolean digit = c >= '0' && c <= '9';
        boolean isLower = c >= 'a' && c <= 'z';
        boolean isUpper = c >= 'A' && c <= 'Z';
        boolean hexadecimal = digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        digits += digit ? 1 : 0;
        letters += isLower || isUpper ? 1 : 0;
        lower += isLower ? 1 : 0;
        upper += isUpper ? 1 : 0;
        upperAfterFirst += isUpper && letters > 1 ? 1 : 0;
        hex += hexadecimal || c == '-' ? 1 : 0;
        token += digit || isLower || isUpper || c == '-' || c == '_' || c == '+' || c == '=' || c == '~' ? 1 : 0;
        colons += c == ':' ? 1 : 0;
        address += hexadecimal || c == ':' || c == '.' || c == '[' || c == ']' ? 1 : 0;
        forbidden |= c == '%' || c == '@' || c < ' ' || c == DELETE;
    }

    private void countBeyondAscii(int character) {
        switch (Character.getType(character)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> digits++;
            case Character.LOWERCASE_LETTER -> {
                letters++;
                lower++;
            }
            case Character.UPPERCASE_LETTER, Character.TITLECASE_LETTER -> {
                letters++;
                upper++;
                upperAfterFirst += letters > 1 ? 1 : 0;
            }
            case Character.MODIFIER_LETTER, Character.OTHER_LETTER -> letters++;
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                forbidden = true;
            default -> {
                // Marks, punctuation and symbols alone do not identify a person.
            }
        }
    }

    private boolean identifies() {
        return forbidden
                || digits == length
                || digits >= PHONE_DIGITS
                || isHexadecimal()
                || isLongOrToken()
                || (text.startsWith("+") && length > 1 && isDigit(text.codePointAt(1)))
                || isAddress()
                || (digits > 0 && WrittenDate.test(text));
    }

    /** Whether the segment is hexadecimal, such as a UUID with or without hyphens. */
    private boolean isHexadecimal() {
        return hex == length && (length >= HEX || (length >= HEX_WITH_DIGIT && digits > 0));
    }

    private boolean isLongOrToken() {
        boolean mixedCase = upper > 0 && lower > 0;
        boolean mixedCaseInside = upperAfterFirst > 0 && lower > 0;
        return (length > LONG && (digits > 0 || mixedCase))
                || (length >= TOKEN && token == length && (mixedCaseInside || (letters > 0 && digits > 0)));
    }

    /**
     * Whether the segment is an IPv4 address, with or without leading zeros and a port, or consists of the characters of an
     * IPv6 address with brackets and port, as a hardware address also does.
     */
    private boolean isAddress() {
        return address == length && (colons >= 2 || (digits >= 4 && isDottedQuad()));
    }

    private boolean isDottedQuad() {
        int port = text.indexOf(':');
        String host = port < 0 ? text : text.substring(0, port);
        String[] parts = host.split("\\.", -1);
        int count = parts.length == 5 && parts[4].isEmpty() ? 4 : parts.length;
        for (int i = 0; i < count; i++) {
            if (parts[i].isEmpty() || !parts[i].chars().allMatch(IdentifyingSegment::isDigit)) {
                return false;
            }
        }
        return count == 4;
    }

    private static boolean isDigit(int character) {
        return Character.isDigit(character);
    }
}
