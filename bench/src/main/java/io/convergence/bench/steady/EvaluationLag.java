package io.convergence.bench.steady;

import io.convergence.bench.RecordMeter;
import io.convergence.bench.RecordMeter.Series;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Lag of the evaluations of an operator behind their boundaries, out of its histogram {@code evaluation_lag_seconds}. The
 * histogram's buckets are a second wide or more, so its sum and its count are read many times a second instead: between two
 * readings the evaluations of a subtask are those of one boundary, and their mean is the lag of each of them within the time
 * between the readings. Readings with few evaluations are joined to the next one, because count and sum are not read at once.
 */
final class EvaluationLag {
    private static final String COUNT = "evaluation_lag_seconds_count";
    private static final String SUM = "evaluation_lag_seconds_sum";
    private static final String BUCKET = "evaluation_lag_seconds_bucket";

    /** Fewest evaluations of a reading: one of them is then at most a hundredth of the mean. */
    private static final int FEWEST = 100;

    private record Reading(double count, double sum) {}

    private record Part(double seconds, double count) {}

    private final String operator;
    private final Map<String, Reading> last = new HashMap<>();
    private final List<Part> parts = new ArrayList<>();
    private final Map<String, Double> buckets;

    /**
     * Begins with the next evaluation.
     *
     * @param operator text that the operator's name contains
     */
    EvaluationLag(String operator) {
        this.operator = operator;
        this.buckets = buckets();
        last.putAll(readings());
    }

    /** Reads the histograms of all subtasks. */
    void sample() {
        readings().forEach((subtask, now) -> {
            Reading before = last.getOrDefault(subtask, new Reading(0, 0));
            double count = now.count - before.count;
            if (count >= FEWEST) {
                parts.add(new Part((now.sum - before.sum) / count, count));
                last.put(subtask, now);
            }
        });
    }

    /** Prints least, median, 99th percentile and greatest lag, and the bucket of the histogram that contains the greatest. */
    void print(PrintStream out) {
        parts.sort(Comparator.comparingDouble(Part::seconds));
        double count = parts.stream().mapToDouble(Part::count).sum();
        if (count == 0) {
            out.println("evaluations of " + operator + ": fewer than " + FEWEST);
            return;
        }
        out.printf(
                Locale.ROOT,
                "evaluations of %s: %.0f, lag behind the boundary: least %.2f s, median %.2f s, p99 %.2f s, greatest"
                        + " %.2f s, all within the bucket of %s s%n",
                operator,
                count,
                parts.get(0).seconds,
                percentile(count / 2),
                percentile(count * 0.99),
                parts.get(parts.size() - 1).seconds,
                bound());
    }

    private double percentile(double rank) {
        double sum = 0;
        for (Part part : parts) {
            sum += part.count;
            if (sum >= rank) {
                return part.seconds;
            }
        }
        return 0;
    }

    /** The upper bound of the first bucket that contains every evaluation since the start. */
    private String bound() {
        Map<String, Double> now = buckets();
        now.replaceAll((bound, count) -> count - buckets.getOrDefault(bound, 0.0));
        double all = now.getOrDefault("+Inf", 0.0);
        return now.entrySet().stream()
                .filter(bucket -> bucket.getValue() >= all && !bucket.getKey().equals("+Inf"))
                .map(Map.Entry::getKey)
                .min(Comparator.comparingDouble(Double::parseDouble))
                .orElse("+Inf");
    }

    private Map<String, Double> buckets() {
        Map<String, Double> counts = new HashMap<>();
        RecordMeter.values(List.of(BUCKET)).forEach((series, count) -> {
            if (series.operator().contains(operator)) {
                counts.merge(series.label(), count, Double::sum);
            }
        });
        return counts;
    }

    private Map<String, Reading> readings() {
        Map<String, Reading> readings = new HashMap<>();
        RecordMeter.values(List.of(COUNT, SUM)).forEach((series, value) -> {
            if (series.operator().contains(operator)) {
                readings.merge(key(series), of(series, value), (a, b) -> new Reading(a.count + b.count, a.sum + b.sum));
            }
        });
        return readings;
    }

    private static String key(Series series) {
        return series.operator() + series.subtask();
    }

    private static Reading of(Series series, double value) {
        return series.name().equals(COUNT) ? new Reading(value, 0) : new Reading(0, value);
    }
}
