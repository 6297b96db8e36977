package io.convergence.core.rollup;

import io.convergence.core.window.MinuteRule;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rows of a minute that a measurement belongs to, and the bounds on them.
 *
 * @param maxRows most rows of a minute of an app on a host
 * @param maxMetrics most custom metrics of such a minute
 * @param maxPages most pages with rows of their own once the minute is closed
 * @param maxNames most names of actions, hosts of resources and providers each; later ones share a row
 */
public record MetricMinuteRule(int maxRows, int maxMetrics, int maxPages, int maxNames) implements Serializable {
    /** Value of the row that values beyond a bound share. */
    public static final String OTHER = MinuteRule.OTHER;

    private static final Set<String> NAMED = Set.of("name", "url_host", "provider");

    /** The rows of a measurement: of all events and of each of its dimensions. */
    public static List<MetricRowKey> rows(Measurement measurement) {
        List<MetricRowKey> rows = new ArrayList<>();
        rows.add(new MetricRowKey(measurement.metric(), measurement.device(), Dimensions.ALL, ""));
        measurement
                .dimensions()
                .forEach((name, value) ->
                        rows.add(new MetricRowKey(measurement.metric(), measurement.device(), name, value)));
        return rows;
    }

    /** Whether the values of a dimension are bounded as they arrive, other than those of pages. */
    public static boolean isNamed(String dimension) {
        return NAMED.contains(dimension);
    }

    /** The pages with rows of their own: those with the most samples, ties by name. */
    public Set<String> ownPages(Map<String, Long> samplesByPage) {
        return samplesByPage.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(maxPages)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
