package io.convergence.symbols.nativecode;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A frame of a native crash of Android: {@code #00 pc 0000a1b2  /path/lib.so (function+4) (BuildId: 1b66)}.
 *
 * @param number as printed, with its sign
 * @param pc hexadecimal digits as printed
 * @param path of the library
 * @param rest the text behind the path
 */
record AndroidFrame(String number, String pc, String path, String rest) {
    private static final String PC = " pc ";
    private static final String BUILD_ID = "(BuildId: ";
    private static final int MAX_DIGITS = 16;

    /** Reads a line, or returns null where it is no frame. */
    static @Nullable AndroidFrame of(String line) {
        int sign = line.indexOf('#');
        int pc = sign < 0 ? -1 : line.indexOf(PC, sign);
        if (pc < 0 || pc == sign + 1 || !isDigits(line, sign + 1, pc, 10)) {
            return null;
        }
        int start = pc + PC.length();
        int end = start;
        while (end < line.length() && Character.digit(line.charAt(end), 16) >= 0) {
            end++;
        }
        int path = end;
        while (path < line.length() && line.charAt(path) == ' ') {
            path++;
        }
        if (end == start || end - start > MAX_DIGITS || path == end || path == line.length()) {
            return null;
        }
        int behind = line.indexOf(' ', path);
        behind = behind < 0 ? line.length() : behind;
        return new AndroidFrame(
                line.substring(sign, pc),
                line.substring(start, end),
                line.substring(path, behind),
                line.substring(behind).stripTrailing());
    }

    long address() {
        return Long.parseUnsignedLong(pc, 16);
    }

    /** The build id in lower case, or null. */
    @Nullable
    String buildId() {
        int start = rest.indexOf(BUILD_ID);
        int end = rest.indexOf(')', Math.max(start, 0));
        return start < 0 || end < 0
                ? null
                : rest.substring(start + BUILD_ID.length(), end).toLowerCase(Locale.ROOT);
    }

    /** The name of the library, also of one in an archive: {@code base.apk!libshop.so}. */
    String name() {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('!')) + 1);
    }

    /** The frame as the output prints it. */
    String text() {
        return number + " 0x" + pc + ' ' + path + rest;
    }

    private static boolean isDigits(String text, int start, int end, int radix) {
        for (int index = start; index < end; index++) {
            if (Character.digit(text.charAt(index), radix) < 0) {
                return false;
            }
        }
        return true;
    }
}
