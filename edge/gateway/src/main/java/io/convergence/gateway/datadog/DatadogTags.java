package io.convergence.gateway.datadog;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reader of Datadog's list of tags, {@code env:staging,version:2.1.0}. Only tags that are labels of events are kept. */
final class DatadogTags {
    private static final Set<String> KEPT = Set.of("env", "service", "version", "sdk_version");

    private DatadogTags() {}

    /** The values of the kept tags by key; none for an absent list. */
    static Map<String, String> of(@Nullable String list) {
        Map<String, String> tags = new HashMap<>();
        if (list == null) {
            return tags;
        }
        for (String tag : list.split(",", -1)) {
            int colon = tag.indexOf(':');
            if (colon > 0 && KEPT.contains(tag.substring(0, colon).strip())) {
                tags.put(
                        tag.substring(0, colon).strip(),
                        tag.substring(colon + 1).strip());
            }
        }
        return tags;
    }
}
