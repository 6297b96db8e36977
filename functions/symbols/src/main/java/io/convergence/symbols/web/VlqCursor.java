package io.convergence.symbols.web;

import io.convergence.symbols.file.UnusableSymbolFile;
import java.util.Arrays;

/** Cursor over the base64 VLQ numbers of a text of mappings (ECMA-426, "Base64 VLQ"). */
final class VlqCursor {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final byte[] DIGITS = digits();
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
        return atEnd() || text[offset] == ',' || text[offset] == ';';
    }

    /** Steps over a separator; returns whether it was the end of a line. */
    boolean skipSeparator() {
        return text[offset++] == ';';
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

    private int number() throws UnusableSymbolFile {
        long value = 0;
        for (int shift = 0; ; shift += 5) {
            if (atEnd()) {
                throw new UnusableSymbolFile("the mappings end in a number");
            }
            int digit = text[offset] < 0 ? -1 : DIGITS[text[offset]];
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
        int magnitude = (int) (value >>> 1);
        return (value & 1) == 0 ? magnitude : -magnitude;
    }

    private static byte[] digits() {
        byte[] digits = new byte[128];
        Arrays.fill(digits, (byte) -1);
        for (int index = 0; index < ALPHABET.length(); index++) {
            digits[ALPHABET.charAt(index)] = (byte) index;
        }
        return digits;
    }
}
