package io.convergence.symbols.web;

import io.convergence.symbols.file.UnusableSymbolFile;
import java.util.Arrays;

/** Cursor over the base64 VLQ numbers of a text of mappings (ECMA-426, "Base64 VLQ"). */
final class VlqCursor {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int OTHER = -1;
    private static final int COMMA = -2;
    private static final int SEMICOLON = -3;
    /** For each byte the value of its digit, or which of the characters beside digits it is. */
    private static final byte[] KINDS = kinds();

    private static final int CONTINUATION = 32;
    /** Seven digits of five bits are the fewest that hold 32 bits. */
    private static final int LAST_SHIFT = 30;

    private final byte[] text;
    private int offset;

    VlqCursor(byte[] text) {
        this.text = text;
    }

    int offset() {
        return offset;
    }

    void moveTo(int position) {
        offset = position;
    }

    boolean atEnd() {
        return offset >= text.length;
    }

    /** Whether the cursor is behind the last number of a segment. */
    boolean atSegmentEnd() {
        return offset >= text.length || kind(offset) <= COMMA;
    }

    /** Steps over separators to the next number or to the end; returns the number of ends of lines among them. */
    int skipSeparators() {
        int lines = 0;
        for (; offset < text.length; offset++) {
            int kind = kind(offset);
            if (kind == SEMICOLON) {
                lines++;
            } else if (kind != COMMA) {
                break;
            }
        }
        return lines;
    }

    /** Adds the next number to a value that must stay a non-negative int. */
    int addTo(int value) throws UnusableSymbolFile {
        int sum = addAny(value);
        if (sum < 0) {
            throw new UnusableSymbolFile("a position of the mappings is negative");
        }
        return sum;
    }

    /** Adds the next number to a value that must stay an int. */
    int addAny(int value) throws UnusableSymbolFile {
        long sum = (long) value + number();
        if (sum != (int) sum) {
            throw new UnusableSymbolFile("a number of the mappings exceeds 32 bits");
        }
        return (int) sum;
    }

    /** Most numbers of compilers are small differences, which are one digit. */
    private int number() throws UnusableSymbolFile {
        if (offset < text.length) {
            int digit = kind(offset);
            if (digit >= 0 && digit < CONTINUATION) {
                offset++;
                return signed(digit);
            }
        }
        return longNumber();
    }

    private int longNumber() throws UnusableSymbolFile {
        long value = 0;
        for (int shift = 0; ; shift += 5) {
            if (atEnd()) {
                throw new UnusableSymbolFile("the mappings end in a number");
            }
            int digit = kind(offset);
            if (digit < 0) {
                throw new UnusableSymbolFile("the mappings contain a cut segment or a character outside base64");
            }
            offset++;
            value |= (long) (digit & (CONTINUATION - 1)) << shift;
            if (digit < CONTINUATION) {
                break;
            }
            if (shift == LAST_SHIFT) {
                throw new UnusableSymbolFile("a number of the mappings exceeds 32 bits");
            }
        }
        if (value >>> 32 != 0) {
            throw new UnusableSymbolFile("a number of the mappings exceeds 32 bits");
        }
        return signed((int) value);
    }

    /** The lowest bit is the sign. */
    private static int signed(int value) {
        int magnitude = value >>> 1;
        return (value & 1) == 0 ? magnitude : -magnitude;
    }

    private int kind(int position) {
        return KINDS[text[position] & 0xFF];
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        Arrays.fill(kinds, (byte) OTHER);
        for (int index = 0; index < ALPHABET.length(); index++) {
            kinds[ALPHABET.charAt(index)] = (byte) index;
        }
        kinds[','] = COMMA;
        kinds[';'] = SEMICOLON;
        return kinds;
    }
}
