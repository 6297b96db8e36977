package io.convergence.core.codec;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * JSON of the maps of events, as tables contain them. Maps of texts of ASCII that need no escape, which are nearly all, are
 * written without a generator.
 */
public final class EventMaps {
    /** Every whole number of smaller magnitude is exact both as a double and as an integer. */
    private static final double EXACT = 0x1p53;

    private EventMaps() {}

    /** The object of a map of texts. */
    public static String texts(Map<String, String> map) {
        StringBuilder text = new StringBuilder().append('{');
        for (Map.Entry<String, String> entry : map.entrySet()) {
            if (!isPlain(entry.getKey()) || !isPlain(entry.getValue())) {
                JsonObject object = new JsonObject();
                map.forEach(object::putIfPresent);
                return new String(object.bytes(), StandardCharsets.UTF_8);
            }
            name(entry.getKey(), text).append('"').append(entry.getValue()).append('"');
        }
        return text.append('}').toString();
    }

    /** The object of a map of numbers. */
    public static String numbers(Map<String, Double> map) {
        StringBuilder text = new StringBuilder().append('{');
        for (Map.Entry<String, Double> entry : map.entrySet()) {
            double value = entry.getValue();
            if (!isPlain(entry.getKey()) || !Double.isFinite(value)) {
                JsonObject object = new JsonObject();
                map.forEach(object::putIfPresent);
                return new String(object.bytes(), StandardCharsets.UTF_8);
            }
            name(entry.getKey(), text);
            if (value == Math.rint(value) && Math.abs(value) < EXACT) {
                text.append((long) value);
            } else {
                text.append(value);
            }
        }
        return text.append('}').toString();
    }

    private static StringBuilder name(String name, StringBuilder text) {
        return text.append(text.length() == 1 ? "\"" : ",\"").append(name).append("\":");
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }
}
