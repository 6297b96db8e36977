package io.convergence.core.slo.openslo.document;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Kinds of OpenSLO v1 documents, in dependency order: a document refers only to documents of earlier kinds. */
public enum DocumentKind {
    SERVICE("Service"),
    DATA_SOURCE("DataSource"),
    SLI("SLI"),
    ALERT_NOTIFICATION_TARGET("AlertNotificationTarget"),
    ALERT_CONDITION("AlertCondition"),
    ALERT_POLICY("AlertPolicy"),
    SLO("SLO");

    /** All labels, joined by commas, for messages. */
    public static final String LABELS =
            Arrays.stream(values()).map(DocumentKind::label).collect(Collectors.joining(", "));

    private final String label;

    DocumentKind(String label) {
        this.label = label;
    }

    /** Value of the field {@code kind}. */
    public String label() {
        return label;
    }

    /** The kind with a label, or null. */
    public static @Nullable DocumentKind of(String label) {
        for (DocumentKind kind : values()) {
            if (kind.label.equals(label)) {
                return kind;
            }
        }
        return null;
    }
}
