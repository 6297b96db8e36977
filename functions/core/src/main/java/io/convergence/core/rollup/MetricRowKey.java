package io.convergence.core.rollup;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Identity of a row within a minute.
 *
 * @param metric name of the metric
 * @param device type of device
 * @param dimension name of the dimension, {@code all} for all events
 * @param value value of the dimension, empty for all events
 */
public record MetricRowKey(String metric, String device, String dimension, String value) {
    /** Order by metric, device, dimension and value. */
    public static final Comparator<MetricRowKey> ORDER = Comparator.comparing(MetricRowKey::metric)
            .thenComparing(MetricRowKey::device)
            .thenComparing(MetricRowKey::dimension)
            .thenComparing(MetricRowKey::value);

    /** The same row of another value. */
    public MetricRowKey of(String other) {
        return new MetricRowKey(metric, device, dimension, other);
    }

    /** Written out: the derived method is called through method handles, which costs more than the comparison. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MetricRowKey that
                && that.value.equals(value)
                && that.dimension.equals(dimension)
                && that.device.equals(device)
                && that.metric.equals(metric);
    }

    /** Equal on every JVM and in every release: state is looked up by it. */
    @Override
    public int hashCode() {
        return 31 * (31 * (31 * metric.hashCode() + device.hashCode()) + dimension.hashCode()) + value.hashCode();
    }
}
