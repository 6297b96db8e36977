package io.convergence.core.slo.openslo.sli;

import io.convergence.core.slo.openslo.document.DocumentReference;
import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.QuotedText;
import io.convergence.core.yaml.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * Type of a {@code metricSource}. The source names its type, refers to a data source that has one, or both.
 *
 * @param type the type it names, or null
 * @param dataSource reference to a data source, or null
 */
public record MetricSourceType(
        @Nullable String type, @Nullable DocumentReference dataSource) {
    /** The only supported type. */
    public static final String CONVERGENCE = "convergence";

    /** Reads the type. A type other than {@link #CONVERGENCE} is an error. */
    public static MetricSourceType read(Fields metricSource) {
        String type = metricSource.text("type");
        DocumentReference dataSource = DocumentReference.read(metricSource, "metricSourceRef");
        SourcePosition position = metricSource.has("type") ? metricSource.position("type") : metricSource.position();
        if (type != null && !type.equals(CONVERGENCE)) {
            metricSource.problems().error(position, unsupported(type));
        } else if (!metricSource.has("type") && dataSource == null) {
            metricSource.error("type", "is missing: convergence, or a metricSourceRef to a DataSource of that type");
        }
        return new MetricSourceType(type, dataSource);
    }

    /** Whether the source itself does not name another type; its data source may still have one. */
    boolean mayBeSupported() {
        return type == null || type.equals(CONVERGENCE);
    }

    /** Message for a type that is not supported. */
    public static String unsupported(String type) {
        return "unknown source " + QuotedText.of(type) + ": only metric sources of type convergence can be counted";
    }
}
