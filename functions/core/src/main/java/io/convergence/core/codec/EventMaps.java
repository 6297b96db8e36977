package io.convergence.core.codec;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** JSON of the maps of events, as tables contain them. */
public final class EventMaps {
    private EventMaps() {}

    /** The object of a map of texts. */
    public static String texts(Map<String, String> map) {
        JsonObject object = new JsonObject();
        map.forEach(object::putIfPresent);
        return new String(object.bytes(), StandardCharsets.UTF_8);
    }

    /** The object of a map of numbers. */
    public static String numbers(Map<String, Double> map) {
        JsonObject object = new JsonObject();
        map.forEach(object::putIfPresent);
        return new String(object.bytes(), StandardCharsets.UTF_8);
    }
}
