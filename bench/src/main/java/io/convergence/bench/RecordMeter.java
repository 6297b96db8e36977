package io.convergence.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Metric reporter inside the measured process: it sees the counters of a job without the delay of an HTTP request. All
 * variants are measured by the same metrics of Flink.
 */
public final class RecordMeter implements MetricReporter {
    /** Options of a cluster whose jobs are seen by this reporter. */
    public static final Map<String, String> OPTIONS =
            Map.of("metrics.reporters", "meter", "metrics.reporter.meter.factory.class", Factory.class.getName());

    /** Factory that the configuration of a cluster names. */
    public static final class Factory implements MetricReporterFactory {
        /** A factory, created by Flink. */
        public Factory() {}

        @Override
        public MetricReporter createMetricReporter(java.util.Properties properties) {
            return new RecordMeter();
        }
    }

    /**
     * What a number belongs to.
     *
     * @param task name of the task: the names of its operators
     * @param operator name of the operator; empty for a metric of the whole task
     * @param subtask index of the subtask
     * @param name name of the metric
     * @param label value of the labels {@code le} or {@code table}; empty without both
     */
    public record Series(String task, String operator, String subtask, String name, String label) {
        /** The value of a counter or of a gauge of numbers; 0 for anything else. */
        static double value(Metric metric) {
            if (metric instanceof Counter counter) {
                return counter.getCount();
            }
            return metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number
                    ? number.doubleValue()
                    : 0;
        }
    }

    private record EventTime(String operator, Gauge<?> gauge) {}

    private static final Queue<Counter> READ = new ConcurrentLinkedQueue<>();
    private static final Map<Metric, EventTime> TIMES = new ConcurrentHashMap<>();
    private static final Map<Metric, Series> SERIES = new ConcurrentHashMap<>();

    private RecordMeter() {}

    /** Number of records that the sources of page views or events have read, heartbeats included. */
    public static long read() {
        return READ.stream().mapToLong(Counter::getCount).sum();
    }

    /**
     * Least event time of the operators whose names contain one of the texts, epoch milliseconds; the lowest number while
     * there are none.
     */
    public static long eventTime(List<String> operators) {
        return TIMES.values().stream()
                .filter(time -> operators.stream().anyMatch(time.operator()::contains))
                .mapToLong(time -> ((Number) time.gauge().getValue()).longValue())
                .min()
                .orElse(Long.MIN_VALUE);
    }

    /** The values of the counters and gauges with one of some names, of all operators and subtasks. */
    public static Map<Series, Double> values(List<String> names) {
        Map<Series, Double> values = new HashMap<>();
        SERIES.forEach((metric, series) -> {
            if (names.contains(series.name())) {
                values.merge(series, Series.value(metric), Double::sum);
            }
        });
        return values;
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        Map<String, String> scope = group.getAllVariables();
        String operator = scope.get("<operator_name>");
        String task = scope.get("<task_name>");
        if (task != null && (metric instanceof Counter || metric instanceof Gauge<?>)) {
            String label = scope.getOrDefault("<le>", scope.getOrDefault("<table>", ""));
            String subtask = scope.getOrDefault("<subtask_index>", "");
            SERIES.put(metric, new Series(task, operator == null ? "" : operator, subtask, name, label));
        }
        if (operator == null) {
            return;
        }
        if (name.equals("numRecordsIn")
                && metric instanceof Counter counter
                && (operator.contains("beacons") || operator.contains("events"))
                && operator.startsWith("Source")) {
            READ.add(counter);
        }
        if (name.equals("currentInputWatermark") && metric instanceof Gauge<?> gauge) {
            TIMES.put(metric, new EventTime(operator, gauge));
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        TIMES.remove(metric);
        SERIES.remove(metric);
    }
}
