package io.convergence.core.slo.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the alerts of an objective with groups are about. */
public enum AlertBy {
    /** Each group has an alert of its own for each tier. */
    GROUP,
    /** The objective has one alert for each tier, which names the worst of the groups that fire. */
    OBJECTIVE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The value of the annotation. */
    public String label() {
        return label;
    }

    /** The values of the annotation. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(AlertBy::label).toList();
    }
}
