package io.convergence.symbols.r8;

import org.jspecify.annotations.Nullable;

/**
 * A line of a mapping that speaks of a method: {@code from:to:type holder.name(args):line:line -> obfuscated}.
 *
 * @param from first line of the range in the obfuscated method, or -1 without a range
 * @param to last line of the range, or -1 without a range
 * @param type original return type
 * @param holder original class where it differs from the class of the section, or null
 * @param name original name
 * @param arguments original types, separated by commas
 * @param originalFrom first original line, or -1 where the line has none
 * @param originalTo last original line; equal to originalFrom where the line has one
 * @param obfuscated name
 */
record MemberLine(
        int from,
        int to,
        String type,
        @Nullable String holder,
        String name,
        String arguments,
        int originalFrom,
        int originalTo,
        String obfuscated) {
    private static final int MAX_DIGITS = 9;

    /** Reads a line without white space around it; null where it is no method, such as a field. */
    static @Nullable MemberLine of(String line) {
        int arrow = line.lastIndexOf(" -> ");
        int open = line.indexOf('(');
        int close = line.indexOf(')', Math.max(open, 0));
        if (arrow < 0 || open < 0 || close < 0 || close > arrow) {
            return null;
        }
        String[] original = line.substring(close + 1, arrow).split(":", -1);
        int[] lines = numbers(original, 1);
        int space = line.lastIndexOf(' ', open);
        if (space < 0 || lines == null || !original[0].isEmpty() || lines.length > 2) {
            return null;
        }
        String[] head = line.substring(0, space).split(":", -1);
        int from = -1;
        int to = -1;
        if (head.length == 3) {
            from = number(head[0]);
            to = number(head[1]);
            if (from < 0 || to < 0) {
                return null;
            }
            if (from > to) {
                int swapped = to == 0 ? from : to;
                to = from;
                from = swapped;
            }
        } else if (head.length != 1) {
            return null;
        }
        String full = line.substring(space + 1, open);
        int dot = full.lastIndexOf('.');
        int first = lines.length == 0 ? -1 : lines[0];
        return new MemberLine(
                from,
                to,
                head[head.length - 1],
                dot < 0 ? null : full.substring(0, dot),
                full.substring(dot + 1),
                line.substring(open + 1, close),
                first,
                lines.length == 2 ? lines[1] : first,
                line.substring(arrow + 4));
    }

    boolean hasRange() {
        return from >= 0;
    }

    boolean hasOriginal() {
        return originalFrom >= 0;
    }

    boolean holds(int line) {
        return hasRange() && from <= line && line <= to;
    }

    boolean hasRangeOf(MemberLine other) {
        return from == other.from && to == other.to;
    }

    /** Whether the line continues the chain of inlined calls that a line before it begins. */
    boolean continues(MemberLine before) {
        return hasRangeOf(before) && (hasRange() || hasOriginal());
    }

    /** Type, class, name and types of the original method. */
    String signature() {
        return type + ' ' + (holder == null ? "" : holder + '.') + name + '(' + arguments + ')';
    }

    /** Number of original lines; 1 where the line has none. */
    long originalSpan() {
        return (long) originalTo - originalFrom + 1;
    }

    /** Whether one line of the range can be any of several original lines. */
    boolean isAmbiguous() {
        return hasOriginal() && originalSpan() != 1 && originalSpan() != (long) to - from + 1;
    }

    private static int @Nullable [] numbers(String[] texts, int start) {
        int[] numbers = new int[texts.length - start];
        for (int index = start; index < texts.length; index++) {
            numbers[index - start] = number(texts[index]);
            if (numbers[index - start] < 0) {
                return null;
            }
        }
        return numbers;
    }

    private static int number(String digits) {
        if (digits.isEmpty() || digits.length() > MAX_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Integer.parseInt(digits);
    }
}
