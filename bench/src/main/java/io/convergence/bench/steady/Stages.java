package io.convergence.bench.steady;

import io.convergence.bench.RecordMeter.Series;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Records, bytes and processor time of each task, and rows of each table, between two moments. */
final class Stages {
    /** Kinds of threads with less of the processor are left out. */
    private static final double LEAST_CORES = 0.005;

    private static final double MICRO_NANOS = 1e3;
    private static final double SECOND_NANOS = 1e9;

    private final double seconds;
    private final Map<Series, Double> metrics = new HashMap<>();
    private final Map<String, Double> nanos = new HashMap<>();

    /** The differences between two moments. */
    Stages(Moment from, Moment to) {
        seconds = to.uptimeSeconds() - from.uptimeSeconds();
        to.metrics()
                .forEach((series, value) ->
                        metrics.put(series, value - from.metrics().getOrDefault(series, 0.0)));
        to.threadNanos()
                .forEach((kind, value) ->
                        nanos.put(kind, value - from.threadNanos().getOrDefault(kind, 0.0)));
    }

    /** Prints a line for each kind of thread, each table, each topic's writer and each operator that evaluates. */
    void print(PrintStream out) {
        Map<String, Double> records = sums(
                series -> series.name().equals(Moment.RECORDS_IN)
                        && series.operator().isEmpty(),
                Stages::stage);
        Map<String, Double> bytes = sums(
                series -> series.name().equals(Moment.BYTES_IN)
                        && (series.operator().isEmpty() || series.operator().startsWith("Source")),
                Stages::stage);
        out.printf("%-40s %8s %10s %10s %10s%n", "thread", "cores", "records/s", "us/record", "B/record");
        nanos.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .filter(kind -> kind.getValue() / SECOND_NANOS / seconds >= LEAST_CORES)
                .forEach(kind -> print(out, kind.getKey(), kind.getValue(), records, bytes));
        sums(series -> series.name().equals(Moment.EVALUATIONS), Series::operator)
                .forEach((operator, count) ->
                        out.printf(Locale.ROOT, "evaluations of %s: %.0f/s%n", operator, count / seconds));
        sums(series -> series.name().equals(Moment.ROWS), Series::label)
                .forEach((table, rows) -> out.printf(Locale.ROOT, "rows of %s: %.1f/s%n", table, rows / seconds));
        Map<String, Double> sent = sums(series -> series.name().equals(Moment.BYTES_SENT), Series::operator);
        sums(series -> series.name().equals(Moment.RECORDS_SENT), Series::operator)
                .forEach((operator, count) -> {
                    if (count > 0) {
                        out.printf(
                                Locale.ROOT,
                                "sent by %s: %.1f records/s, %.0f bytes a record%n",
                                operator,
                                count / seconds,
                                sent.getOrDefault(operator, 0.0) / count);
                    }
                });
    }

    private void print(
            PrintStream out, String kind, double time, Map<String, Double> records, Map<String, Double> bytes) {
        double count = records.getOrDefault(kind, 0.0);
        String cores = String.format(Locale.ROOT, "%8.3f", time / SECOND_NANOS / seconds);
        if (count == 0) {
            out.printf("%-40s %s%n", kind, cores);
            return;
        }
        out.printf(
                Locale.ROOT,
                "%-40s %s %10.1f %10.2f %10.0f%n",
                kind,
                cores,
                count / seconds,
                time / MICRO_NANOS / count,
                bytes.getOrDefault(kind, 0.0) / count);
    }

    private Map<String, Double> sums(Predicate<Series> chosen, Function<Series, String> name) {
        Map<String, Double> sums = new TreeMap<>();
        metrics.forEach((series, value) -> {
            if (chosen.test(series)) {
                sums.merge(name.apply(series), value, Double::sum);
            }
        });
        return sums;
    }

    /** The name of a task's first operator, which its threads have too. */
    private static String stage(Series series) {
        return series.task().split(" -> ", 2)[0];
    }
}
