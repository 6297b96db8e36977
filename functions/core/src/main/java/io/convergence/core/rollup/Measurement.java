package io.convergence.core.rollup;

import io.convergence.core.event.FieldMap;
import io.convergence.core.window.MinuteKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One sample of a metric in a minute, or the removal of one that a later report replaces.
 *
 * @param key minute of an app on a host
 * @param metric name of the metric
 * @param custom whether the site chose the name of the metric
 * @param device type of device, by which every row is split
 * @param dimensions value by name of a dimension, without {@code all}
 * @param value measured value, or null where occurrences are counted
 * @param weight 1000 divided by the sample rate
 * @param sign 1, or -1 for a removal
 */
public record Measurement(
        MinuteKey key,
        String metric,
        boolean custom,
        String device,
        Map<String, String> dimensions,
        @Nullable Double value,
        long weight,
        int sign) {

    public Measurement {
        dimensions = FieldMap.copyOf(dimensions);
    }

    /** The removal of this sample. */
    public Measurement removed() {
        return new Measurement(key, metric, custom, device, dimensions, value, weight, -sign);
    }
}
