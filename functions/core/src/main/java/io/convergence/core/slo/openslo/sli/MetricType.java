package io.convergence.core.slo.openslo.sli;

import io.convergence.core.yaml.Fields;
import io.convergence.core.yaml.Place;
import io.convergence.core.yaml.Reference;
import io.convergence.core.yaml.Shown;
import org.jspecify.annotations.Nullable;

/**
 * What a metric source says of its type: itself, by naming a data source, or both.
 *
 * @param type its own word, or null
 * @param dataSource the data source it names, or null
 * @param place of the metric source
 */
public record MetricType(@Nullable String type, @Nullable Reference dataSource, Place place) {
    /** The only type whose events are counted here. */
    public static final String CONVERGENCE = "convergence";

    /** Reads it and refuses any other type. */
    public static MetricType read(Fields metricSource) {
        String type = metricSource.word("type");
        Reference dataSource = metricSource.reference("metricSourceRef");
        Place place = metricSource.has("type") ? metricSource.place("type") : metricSource.place();
        if (type != null && !type.equals(CONVERGENCE)) {
            metricSource.problems().error(place, foreign(type));
        } else if (!metricSource.has("type") && dataSource == null) {
            metricSource.error("type", "is missing: convergence, or a metricSourceRef to a DataSource of that type");
        }
        return new MetricType(type, dataSource, place);
    }

    /** Whether it has not said to be of another type itself. */
    boolean mayBeOurs() {
        return type == null || type.equals(CONVERGENCE);
    }

    /** What to say of a type whose events nobody brings here. */
    public static String foreign(String type) {
        return "unknown source " + Shown.of(type) + ": only metric sources of type convergence can be counted";
    }
}
