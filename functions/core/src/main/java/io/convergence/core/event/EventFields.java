package io.convergence.core.event;

import io.convergence.core.privacy.TextScrub;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Measures, labels and tags of an event while it is assembled, in the order of their names; what breaks its rule is left out
 * and counted.
 */
final class EventFields {
    private static final int TAG = 128;

    private Map<String, Double> measures = new TreeMap<>();
    private Map<String, String> labels = new TreeMap<>();
    private final Map<String, String> tags = new TreeMap<>();
    private int leftOut;

    /** Sets a measure; null is left out without being counted. */
    void measure(String measure, @Nullable Double number) {
        if (number != null && EventMeasures.admits(measure, number)) {
            measures.put(measure, number + 0.0);
        } else if (number != null) {
            leftOut++;
        }
    }

    /** Sets a label; null and an empty text are left out without being counted. */
    void label(String label, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return;
        }
        String normal = EventLabels.normalise(label, text);
        if (normal != null) {
            labels.put(label, normal);
        } else {
            leftOut++;
        }
    }

    /** Sets the label {@code stack} to the lines of a crash report that locate the crash, if there are any. */
    void crashStack(String report) {
        String stack = EventLabels.crashStack(report);
        if (stack != null) {
            labels.put("stack", stack);
        }
    }

    /** Sets a tag to its scrubbed value. */
    void tag(String key, String text) {
        String scrubbed = TextScrub.scrub(text, TAG);
        if (!scrubbed.isEmpty() && (tags.size() < RumEvent.MAX_TAGS || tags.containsKey(key))) {
            tags.put(key, scrubbed);
        } else {
            leftOut++;
        }
    }

    /** Sets all measures to those of a map, which must be within their bounds. The map is not copied. */
    void measures(Map<String, Double> admitted) {
        measures = admitted;
    }

    /** Sets all labels to those of a map, which must be normalised. The map is not copied. */
    void labels(Map<String, String> normal) {
        labels = normal;
    }

    Map<String, Double> measures() {
        return measures;
    }

    Map<String, String> labels() {
        return labels;
    }

    Map<String, String> tags() {
        return tags;
    }

    /** The number of parts that broke their rule. */
    int leftOut() {
        return leftOut;
    }
}
