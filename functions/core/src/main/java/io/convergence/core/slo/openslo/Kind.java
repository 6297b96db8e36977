package io.convergence.core.slo.openslo;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of documents of OpenSLO v1, in an order in which each only refers to kinds before it. */
enum Kind {
    SERVICE("Service"),
    DATA_SOURCE("DataSource"),
    SLI("SLI"),
    ALERT_NOTIFICATION_TARGET("AlertNotificationTarget"),
    ALERT_CONDITION("AlertCondition"),
    ALERT_POLICY("AlertPolicy"),
    SLO("SLO");

    /** Every label, for messages. */
    static final String LABELS = Arrays.stream(values()).map(Kind::label).collect(Collectors.joining(", "));

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    /** As documents spell it. */
    String label() {
        return label;
    }

    /** The kind of a label, or null. */
    static @Nullable Kind of(String label) {
        for (Kind kind : values()) {
            if (kind.label.equals(label)) {
                return kind;
            }
        }
        return null;
    }
}
