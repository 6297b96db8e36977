package io.convergence.jobs.settings;

import java.util.Map;
import java.util.TreeMap;

/** Keys that are handed on without their prefix. */
final class Prefixed {
    private Prefixed() {}

    static Map<String, String> of(Map<String, String> given, String prefix) {
        Map<String, String> handed = new TreeMap<>();
        given.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                handed.put(key.substring(prefix.length()), value);
            }
        });
        return handed;
    }
}
