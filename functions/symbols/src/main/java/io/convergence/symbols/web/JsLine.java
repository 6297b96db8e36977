package io.convergence.symbols.web;

import org.jspecify.annotations.Nullable;

/**
 * A line of a JavaScript stack that names a place.
 *
 * @param text the line without white space at its end
 * @param functionStart offset of the function's name; equal to functionEnd where the line has none
 * @param functionEnd offset behind the function's name
 * @param start offset of the part that is replaced; before the URL where the engine puts words there
 * @param location the place
 * @param firstColumn the number of the first column of a line, in the input
 * @param printedFirstColumn the number of the first column of a line, in the output
 * @param form where a function that only the map knows is written
 */
record JsLine(
        String text,
        int functionStart,
        int functionEnd,
        int start,
        JsLocation location,
        int firstColumn,
        int printedFirstColumn,
        Form form) {
    private static final String SEED = " @ ";
    private static final String ADDRESS = "address at ";
    private static final String EVAL = "eval at ";
    private static final String ASYNC = "async ";

    /** The engines' ways to write a frame. */
    enum Form {
        /** {@code at function @ URL:1:2}, as the web SDK that this product replaces writes it. */
        SEED,
        /** {@code at function (URL:1:2)}: V8 and Hermes. */
        PARENTHESES,
        /** {@code at URL:1:2}: V8 and Hermes. */
        PLAIN,
        /** {@code function@URL:1:2} or {@code URL:1:2}: SpiderMonkey and JavaScriptCore. */
        AT_SIGN
    }

    /** Reads a line, or returns null where it names no place. */
    static @Nullable JsLine of(String line) {
        String text = line.stripTrailing();
        int begin = 0;
        while (begin < text.length() && Character.isWhitespace(text.charAt(begin))) {
            begin++;
        }
        boolean at = text.startsWith("at ", begin);
        int seed = text.indexOf(SEED, begin);
        if (seed >= 0) {
            int start = seed + SEED.length();
            JsLocation location = JsLocation.of(text, start, text.length());
            if (location != null) {
                int function = at ? begin + 3 : begin;
                return new JsLine(text, Math.min(function, seed), seed, start, location, 1, 0, Form.SEED);
            }
        }
        return at ? ofV8(text, begin + 3) : ofAtSign(text, begin);
    }

    private static @Nullable JsLine ofV8(String text, int function) {
        int open = text.endsWith(")") ? text.indexOf(" (", function) : -1;
        if (open < 0) {
            int start = text.startsWith(ASYNC, function) ? function + ASYNC.length() : function;
            JsLocation location = JsLocation.of(text, start, text.length());
            return location == null ? null : new JsLine(text, start, start, start, location, 1, 1, Form.PLAIN);
        }
        int start = open + 2;
        int end = text.length() - 1;
        if (text.startsWith(EVAL, start)) {
            int inner = text.lastIndexOf('(') + 1;
            if (inner > start) {
                start = inner;
                end = text.indexOf(')', inner);
            }
        }
        boolean address = text.startsWith(ADDRESS, start);
        JsLocation location = JsLocation.of(text, address ? start + ADDRESS.length() : start, end);
        int base = address ? 0 : 1;
        return location == null ? null : new JsLine(text, function, open, start, location, base, 1, Form.PARENTHESES);
    }

    private static @Nullable JsLine ofAtSign(String text, int begin) {
        int sign = text.indexOf('@', begin);
        if (sign >= 0) {
            JsLocation location = JsLocation.of(text, sign + 1, text.length());
            return location == null ? null : new JsLine(text, begin, sign, sign + 1, location, 1, 1, Form.AT_SIGN);
        }
        if (text.indexOf(' ', begin) >= 0 || text.indexOf('/', begin) < 0) {
            return null;
        }
        JsLocation location = JsLocation.of(text, begin, text.length());
        return location == null ? null : new JsLine(text, begin, begin, begin, location, 1, 1, Form.AT_SIGN);
    }

    /** The line with its place replaced. */
    String with(OriginalPosition position) {
        String place = position.source() + ':' + position.line() + ':' + (position.column() + printedFirstColumn);
        String tail = text.substring(location.end());
        String function = position.function();
        if (function == null) {
            return text.substring(0, start) + place + tail;
        }
        String head = text.substring(0, functionStart) + function;
        if (functionStart < functionEnd || form == Form.SEED) {
            return head + text.substring(functionEnd, start) + place + tail;
        }
        return switch (form) {
            case PLAIN -> head + " (" + place + ')' + tail;
            default -> head + (text.startsWith("@", functionEnd) ? "@" : "") + place + tail;
        };
    }

    /** The function that the device names, or null. */
    @Nullable
    String function() {
        return functionStart < functionEnd ? text.substring(functionStart, functionEnd) : null;
    }
}
