package io.convergence.gateway.datakit;

import io.convergence.gateway.datakit.DataPoint.PointField;
import io.convergence.gateway.datakit.DataPoint.Tag;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A point within the limits of points. What exceeds them is cut or dropped, and a key that comes twice counts once.
 *
 * @param measurement kind of the point
 * @param values tags as texts, fields as texts, doubles and booleans, by key
 * @param time time in the unit of its precision, or null
 * @param isCorrected whether the point differs from what was sent
 */
record CheckedPoint(
        String measurement,
        Map<String, Object> values,
        @Nullable Long time,
        boolean isCorrected) {

    private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n]+");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");
    private static final int MAX_TAGS = 256;
    private static final int MAX_TAG_BYTES = 65_536;
    private static final int MAX_FIELDS = 1024;
    private static final int MAX_KEY = 256;
    private static final int MAX_TAG = 1024;
    private static final int MAX_STRING = 65_536;

    /** The point within the limits. */
    static CheckedPoint of(DataPoint point) {
        Draft draft = new Draft(point.tags().size() + point.fields().size());
        int tagBytes = 0;
        for (int i = 0; i < point.tags().size(); i++) {
            Tag tag = point.tags().get(i);
            tagBytes += tag.key().length() + tag.value().length();
            if (i >= MAX_TAGS || tagBytes > MAX_TAG_BYTES) {
                draft.isCorrected = true;
                break;
            }
            draft.add(tag.key(), draft.cut(oneLine(tag.value()), tag.value(), MAX_TAG));
        }
        for (int i = 0; i < point.fields().size(); i++) {
            if (i >= MAX_FIELDS) {
                draft.isCorrected = true;
                break;
            }
            PointField field = point.fields().get(i);
            Object value = field.value();
            if (value instanceof String text) {
                draft.add(field.key(), draft.cut(text, text, MAX_STRING));
            } else if (value instanceof Long || value instanceof BigInteger || value instanceof Double) {
                draft.add(field.key(), ((Number) value).doubleValue());
            } else if (value instanceof Boolean) {
                draft.add(field.key(), value);
            }
        }
        return new CheckedPoint(
                point.measurement(), Collections.unmodifiableMap(draft.values), point.time(), draft.isCorrected);
    }

    /** A value as text, or null when there is none; numbers lose a fraction of zero. */
    @Nullable
    String text(String key) {
        Object value = values.get(key);
        if (value instanceof Double number) {
            return number == Math.rint(number) && Math.abs(number) < 0x1p53
                    ? Long.toString(number.longValue())
                    : number.toString();
        }
        return value == null ? null : value.toString();
    }

    /** A value as a number, written as a number or as text, or null. */
    @Nullable
    Double number(String key) {
        Object value = values.get(key);
        if (value instanceof String text) {
            return NUMBER.matcher(text).matches() ? Double.valueOf(text) : null;
        }
        return value instanceof Double number ? number : null;
    }

    private static String oneLine(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? text
                : LINE_ENDS.matcher(text).replaceAll(" ");
    }

    private static final class Draft {
        private final Map<String, Object> values;
        private boolean isCorrected;

        private Draft(int size) {
            values = new HashMap<>(2 * Math.min(size, MAX_TAGS));
        }

        private void add(String sentKey, Object value) {
            String key = cut(sentKey.replace('.', '_'), sentKey, MAX_KEY);
            isCorrected |= values.putIfAbsent(key, value) != null;
        }

        private String cut(String text, String sent, int longest) {
            if (text.length() <= longest) {
                isCorrected |= !text.equals(sent);
                return text;
            }
            isCorrected = true;
            boolean splits = Character.isHighSurrogate(text.charAt(longest - 1));
            return text.substring(0, splits ? longest - 1 : longest);
        }
    }
}
