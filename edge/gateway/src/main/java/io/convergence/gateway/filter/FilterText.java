package io.convergence.gateway.filter;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Quoted texts of rules, with the escapes of Go (https://go.dev/ref/spec#Rune_literals). */
final class FilterText {
    private static final String SIMPLE = "abfnrtv\\";
    private static final byte[] SIMPLE_BYTES = {7, 8, 12, 10, 13, 9, 11, '\\'};

    private FilterText() {}

    /**
     * The position of the quote that ends a text.
     *
     * @param start position of the quote that begins it
     */
    static int end(String rule, int start) throws FilterSyntaxException {
        char quote = rule.charAt(start);
        for (int i = start + 1; i < rule.length(); i++) {
            char character = rule.charAt(i);
            if (character == quote) {
                return i;
            }
            if (character == '\n') {
                break;
            }
            if (character == '\\') {
                i++;
            }
        }
        throw new FilterSyntaxException(start, "a text without its end");
    }

    /** The text between two quotes. Escapes of bytes must form UTF-8. */
    static String unescape(String rule, int start, int end) throws FilterSyntaxException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int position = start + 1;
        while (position < end) {
            int codePoint = rule.codePointAt(position);
            if (codePoint == '\\') {
                position = escape(rule, position, rule.charAt(start), bytes);
            } else {
                append(bytes, codePoint);
                position += Character.charCount(codePoint);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FilterSyntaxException(start, "a text that is not UTF-8");
        }
    }

    /** Appends what an escape stands for and answers with the position after it. */
    private static int escape(String rule, int position, char quote, ByteArrayOutputStream bytes)
            throws FilterSyntaxException {
        char kind = rule.charAt(position + 1);
        int simple = SIMPLE.indexOf(kind);
        if (simple >= 0) {
            bytes.write(SIMPLE_BYTES[simple]);
            return position + 2;
        }
        if (kind == quote) {
            bytes.write(quote);
            return position + 2;
        }
        switch (kind) {
            case 'x' -> {
                bytes.write(number(rule, position + 2, 2, 16));
                return position + 4;
            }
            case 'u' -> {
                append(bytes, number(rule, position + 2, 4, 16), position);
                return position + 6;
            }
            case 'U' -> {
                append(bytes, number(rule, position + 2, 8, 16), position);
                return position + 10;
            }
            default -> {
                int octal = number(rule, position + 1, 3, 8);
                if (octal > 0xff) {
                    throw new FilterSyntaxException(position, "an escape that is not valid");
                }
                bytes.write(octal);
                return position + 4;
            }
        }
    }

    private static int number(String rule, int start, int digits, int radix) throws FilterSyntaxException {
        long number = 0;
        for (int i = start; i < start + digits; i++) {
            int digit = i < rule.length() && rule.charAt(i) < 0x80 ? Character.digit(rule.charAt(i), radix) : -1;
            if (digit < 0) {
                throw new FilterSyntaxException(start, "an escape that is not valid");
            }
            number = number * radix + digit;
        }
        return number > Character.MAX_CODE_POINT ? -1 : (int) number;
    }

    private static void append(ByteArrayOutputStream bytes, int codePoint, int position) throws FilterSyntaxException {
        if (codePoint < 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)) {
            throw new FilterSyntaxException(position, "an escape that is not valid");
        }
        append(bytes, codePoint);
    }

    private static void append(ByteArrayOutputStream bytes, int codePoint) {
        bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
    }
}
