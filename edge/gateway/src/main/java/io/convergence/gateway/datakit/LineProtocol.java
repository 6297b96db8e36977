package io.convergence.gateway.datakit;

import io.convergence.gateway.datakit.DataPoint.PointField;
import io.convergence.gateway.datakit.DataPoint.Tag;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Parser of the line protocol. It reports every bad line with its number. One instance for each body. */
final class LineProtocol {
    private static final Pattern TIMESTAMP = Pattern.compile("-?\\d{1,19}");

    private final String text;
    private final List<DataPoint> points = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int at;
    private int line = 1;

    private LineProtocol(String text) {
        this.text = text;
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
        while (protocol.at < text.length()) {
            protocol.readLine();
        }
        return new Parsed(protocol.points, protocol.problems);
    }

    private void readLine() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        if (isEnd() || text.charAt(at) == '#') {
            skipLine();
            return;
        }
        int first = line;
        try {
            points.add(point());
        } catch (PointProblemException e) {
            problems.add("line " + first + ": " + e.getMessage());
        }
        skipLine();
    }

    private void skipLine() {
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
        if (at < text.length()) {
            at++;
            line++;
        }
    }

    private DataPoint point() throws PointProblemException {
        String measurement = word(", ", ", ");
        require(!measurement.isEmpty(), "missing measurement");
        List<Tag> tags = new ArrayList<>();
        while (is(',')) {
            at++;
            tags.add(tag());
        }
        skipSpaces();
        require(!isEnd(), "missing fields");
        List<PointField> fields = new ArrayList<>(List.of(field()));
        while (is(',')) {
            at++;
            fields.add(field());
        }
        require(isEnd() || is(' '), "invalid value");
        skipSpaces();
        return new DataPoint(measurement, tags, fields, isEnd() ? null : timestamp());
    }

    private Tag tag() throws PointProblemException {
        String key = word("=, ", ", =");
        require(!key.isEmpty(), "missing tag key");
        require(is('='), "missing tag value");
        at++;
        String value = word("=, ", ", =");
        require(!is('='), "invalid tag value");
        require(!value.isEmpty(), "missing tag value");
        return new Tag(key, value);
    }

    private PointField field() throws PointProblemException {
        String key = word("=, ", ", =");
        require(!key.isEmpty(), "missing field key");
        require(is('='), "missing field value");
        at++;
        require(!isEnd() && !is(',') && !is(' '), "missing field value");
        return new PointField(key, value());
    }

    private Object value() throws PointProblemException {
        if (is('[')) {
            at++;
            return array();
        }
        if (!is('"')) {
            return FieldValues.of(word(", ", ""));
        }
        String string = string();
        if (!is('b')) {
            return string;
        }
        at++;
        require(isEnd() || is(',') || is(' '), "invalid value");
        try {
            return Base64.getDecoder().decode(string);
        } catch (IllegalArgumentException e) {
            throw new PointProblemException("invalid base64");
        }
    }

    private List<Object> array() throws PointProblemException {
        List<Object> array = new ArrayList<>();
        boolean isMixed = false;
        while (!is(']')) {
            require(!isEnd(), "unterminated array");
            Object value = is('"') ? string() : FieldValues.of(nonEmpty(word(",] ", "")));
            isMixed |= !array.isEmpty() && array.get(0).getClass() != value.getClass();
            array.add(value);
            require(is(',') || is(']'), "unterminated array");
            if (is(',')) {
                at++;
                require(!isEnd() && !is(']'), "missing field value");
            }
        }
        at++;
        require(!isMixed, "array of mixed types");
        return array;
    }

    private static String nonEmpty(String word) throws PointProblemException {
        require(!word.isEmpty(), "missing field value");
        return word;
    }

    private String string() throws PointProblemException {
        StringBuilder string = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at);
            boolean escapes =
                    c == '\\' && at + 1 < text.length() && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\');
            at += escapes ? 1 : 0;
            line += c == '\n' ? 1 : 0;
            string.append(text.charAt(at));
            at++;
        }
        require(at < text.length(), "unterminated string");
        at++;
        return string.toString();
    }

    private Long timestamp() throws PointProblemException {
        String word = word(" ", "");
        skipSpaces();
        require(isEnd() && TIMESTAMP.matcher(word).matches(), "invalid timestamp");
        try {
            return Long.valueOf(word);
        } catch (NumberFormatException e) {
            throw new PointProblemException("invalid timestamp");
        }
    }

    /** The characters up to an unescaped end; a backslash escapes only some characters and otherwise stays. */
    private String word(String ends, String escaped) {
        StringBuilder word = new StringBuilder();
        while (!isEnd() && ends.indexOf(text.charAt(at)) < 0) {
            boolean escapes =
                    text.charAt(at) == '\\' && at + 1 < text.length() && escaped.indexOf(text.charAt(at + 1)) >= 0;
            at += escapes ? 1 : 0;
            word.append(text.charAt(at));
            at++;
        }
        return word.toString();
    }

    private void skipSpaces() {
        while (is(' ')) {
            at++;
        }
    }

    private boolean is(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    /** Whether the line ends here: at a line feed, a carriage return before one, or the end of the body. */
    private boolean isEnd() {
        return at >= text.length()
                || is('\n')
                || (is('\r') && (at + 1 == text.length() || text.charAt(at + 1) == '\n'));
    }

    private static void require(boolean valid, String problem) throws PointProblemException {
        if (!valid) {
            throw new PointProblemException(problem);
        }
    }
}
