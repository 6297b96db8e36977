package io.convergence.symbols.apple;

import org.jspecify.annotations.Nullable;

/**
 * A frame of a crash report: {@code 5   App      0x0000000104486ef0 0x104480000 + 72}.
 *
 * @param prefix the line up to the end of the address
 * @param crashed whether the number is 0: the place where a thread stood, not a return address
 * @param module name of the image, which may contain spaces
 * @param address where the process had loaded it
 * @param rest the text behind the address, without spaces around it
 */
record AppleFrame(String prefix, boolean crashed, String module, long address, String rest) {
    private static final String ADDRESS = " 0x";

    /** Reads a line, or returns null where it is no frame. */
    static @Nullable AppleFrame of(String line) {
        int number = 0;
        while (number < line.length() && line.charAt(number) >= '0' && line.charAt(number) <= '9') {
            number++;
        }
        int address = line.indexOf(ADDRESS, number);
        if (number == 0 || address <= number || line.charAt(number) != ' ') {
            return null;
        }
        int start = address + ADDRESS.length();
        int end = hexEnd(line, start);
        String module = line.substring(number, address).strip();
        if (end == start || end - start > 16 || module.isEmpty() || (end < line.length() && line.charAt(end) != ' ')) {
            return null;
        }
        boolean first = number == 1 && line.charAt(0) == '0';
        long value = Long.parseUnsignedLong(line, start, end, 16);
        return new AppleFrame(
                line.substring(0, end),
                first,
                module,
                value,
                line.substring(end).strip());
    }

    /** The load address that the rest states: {@code 0x104480000 + 72}; null where it names a function. */
    @Nullable
    Long loadAddress() {
        int end = hexEnd(rest, 2);
        boolean stated = rest.startsWith("0x") && end > 2 && end <= 18 && rest.startsWith(" + ", end);
        return stated ? (Long) Long.parseUnsignedLong(rest, 2, end, 16) : null;
    }

    /** The end of the hexadecimal digits from a position. */
    static int hexEnd(String text, int start) {
        int end = start;
        while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
            end++;
        }
        return end;
    }
}
