package io.convergence.bench;

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

    private record EventTime(String operator, Gauge<?> gauge) {}

    private static final Queue<Counter> READ = new ConcurrentLinkedQueue<>();
    private static final Map<Metric, EventTime> TIMES = new ConcurrentHashMap<>();

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

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        String operator = group.getAllVariables().get("<operator_name>");
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
    }
}
