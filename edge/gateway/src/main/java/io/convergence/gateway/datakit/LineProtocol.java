package io.convergence.gateway.datakit;

import io.convergence.gateway.datakit.DataPoint.PointField;
import io.convergence.gateway.datakit.DataPoint.Tag;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Parser of the line protocol. It reports every bad line with its number. One instance for each body. */
final class LineProtocol {
    private static final int TIMESTAMP_DIGITS = 19;
    private static final int USUAL_TAGS = 32;

    private final List<DataPoint> points = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final EarlierWords earlier = new EarlierWords();
    private final LineCursor cursor;

    private LineProtocol(String text) {
        this.cursor = new LineCursor(text);
    }

    /**
     * What is in a body.
     *
     * @param points points of the lines without a problem
     * @param problems the first problem of each other line
     */
    record Parsed(List<DataPoint> points, List<String> problems) {}

    /** Parses a body. */
    static Parsed parse(String text) {
        LineProtocol protocol = new LineProtocol(text);
        while (protocol.cursor.hasNext()) {
            protocol.readLine();
        }
        return new Parsed(protocol.points, protocol.problems);
    }

    private void readLine() {
        while (cursor.is(' ') || cursor.is('\t')) {
            cursor.skip();
        }
        if (cursor.isEnd() || cursor.is('#')) {
            cursor.skipLine();
            return;
        }
        int first = cursor.line();
        try {
            points.add(point());
        } catch (PointProblemException e) {
            problems.add("line " + first + ": " + e.getMessage());
        }
        cursor.skipLine();
    }

    private DataPoint point() throws PointProblemException {
        earlier.begin();
        String measurement = cursor.word(WordKind.MEASUREMENT);
        require(!measurement.isEmpty(), "missing measurement");
        List<Tag> tags = new ArrayList<>(USUAL_TAGS);
        while (cursor.is(',')) {
            cursor.skip();
            tags.add(tag());
        }
        cursor.skipSpaces();
        require(!cursor.isEnd(), "missing fields");
        List<PointField> fields = new ArrayList<>(List.of(field()));
        while (cursor.is(',')) {
            cursor.skip();
            fields.add(field());
        }
        require(cursor.isEnd() || cursor.is(' '), "invalid value");
        cursor.skipSpaces();
        return new DataPoint(measurement, tags, fields, cursor.isEnd() ? null : timestamp());
    }

    private Tag tag() throws PointProblemException {
        String key = earlier.next(cursor, WordKind.KEY);
        require(!key.isEmpty(), "missing tag key");
        require(cursor.is('='), "missing tag value");
        cursor.skip();
        String value = earlier.next(cursor, WordKind.KEY);
        require(!cursor.is('='), "invalid tag value");
        require(!value.isEmpty(), "missing tag value");
        return new Tag(key, value);
    }

    private PointField field() throws PointProblemException {
        String key = earlier.next(cursor, WordKind.KEY);
        require(!key.isEmpty(), "missing field key");
        require(cursor.is('='), "missing field value");
        cursor.skip();
        require(!cursor.isEnd() && !cursor.is(',') && !cursor.is(' '), "missing field value");
        return new PointField(key, value());
    }

    private Object value() throws PointProblemException {
        if (cursor.is('[')) {
            cursor.skip();
            return array();
        }
        if (!cursor.is('"')) {
            return FieldValues.of(cursor.word(WordKind.VALUE));
        }
        String string = cursor.string();
        if (!cursor.is('b')) {
            return string;
        }
        cursor.skip();
        require(cursor.isEnd() || cursor.is(',') || cursor.is(' '), "invalid value");
        try {
            return Base64.getDecoder().decode(string);
        } catch (IllegalArgumentException e) {
            throw new PointProblemException("invalid base64");
        }
    }

    private List<Object> array() throws PointProblemException {
        List<Object> array = new ArrayList<>();
        boolean isMixed = false;
        while (!cursor.is(']')) {
            require(!cursor.isEnd(), "unterminated array");
            Object value = cursor.is('"') ? cursor.string() : FieldValues.of(nonEmpty(cursor.word(WordKind.ELEMENT)));
            isMixed |= !array.isEmpty() && array.get(0).getClass() != value.getClass();
            array.add(value);
            require(cursor.is(',') || cursor.is(']'), "unterminated array");
            if (cursor.is(',')) {
                cursor.skip();
                require(!cursor.isEnd() && !cursor.is(']'), "missing field value");
            }
        }
        cursor.skip();
        require(!isMixed, "array of mixed types");
        return array;
    }

    private static String nonEmpty(String word) throws PointProblemException {
        require(!word.isEmpty(), "missing field value");
        return word;
    }

    private Long timestamp() throws PointProblemException {
        String word = cursor.word(WordKind.TIME);
        cursor.skipSpaces();
        require(cursor.isEnd() && isTimestamp(word), "invalid timestamp");
        try {
            return Long.valueOf(word);
        } catch (NumberFormatException e) {
            throw new PointProblemException("invalid timestamp");
        }
    }

    private static boolean isTimestamp(String word) {
        int from = word.startsWith("-") ? 1 : 0;
        int digits = word.length() - from;
        return digits >= 1 && digits <= TIMESTAMP_DIGITS && FieldValues.areDigits(word, from, word.length());
    }

    private static void require(boolean valid, String problem) throws PointProblemException {
        if (!valid) {
            throw new PointProblemException(problem);
        }
    }
}
