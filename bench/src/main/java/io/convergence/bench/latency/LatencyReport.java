package io.convergence.bench.latency;

import io.convergence.bench.Figures;
import io.convergence.jobs.settings.Delivery;
import java.io.PrintStream;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Result of a {@link LatencyRun}: the time until incidents were known.
 *
 * @param delivery delivery guarantee of the run
 * @param findings detected incidents, and problems of the others
 * @param undisturbed number of incidents, in the order of their tips, before the database was frozen
 * @param bound promised bound
 * @param checkpoints number of completed checkpoints
 * @param checkpointMillis duration of the longest checkpoint, milliseconds
 */
record LatencyReport(
        Delivery delivery,
        Findings findings,
        int undisturbed,
        LatencyBound bound,
        long checkpoints,
        long checkpointMillis) {

    /** Whether every incident was detected, and 99 % of them within the promised bound. */
    boolean holds() {
        return findings.problems().isEmpty() && percentile(99, Detection::latency) <= bound.promised();
    }

    /** A percentile of one part of the latency, by nearest rank, milliseconds. */
    long percentile(int percent, ToLongFunction<Detection> part) {
        return Figures.percentile(
                percent, findings.detections().stream().mapToLong(part).toArray());
    }

    void print(PrintStream out) {
        out.println(delivery);
        findings.problems().forEach(problem -> out.println(Figures.line("WRONG", problem)));
        out.println(Figures.line(
                "incidents detected in time",
                findings.detections().size() + " of "
                        + (findings.detections().size() + findings.problems().size())));
        if (findings.detections().isEmpty()) {
            return;
        }
        out.println(Figures.line("percentiles by nearest rank", "     p50      p90      p99      max"));
        out.println(line("beacon to signal read", Detection::latency));
        out.println(line("  beacon to boundary", Detection::untilBoundary));
        out.println(line("  boundary to signal", Detection::untilEmitted));
        out.println(line("  signal to reader", Detection::untilRead));
        if (findings.detections().size() > undisturbed) {
            printFrozen(out);
        }
        out.println(Figures.line("checkpoints, the longest", "%d, %,d ms".formatted(checkpoints, checkpointMillis)));
        out.println(Figures.line(
                "slide + disorder + interval + 2 s", seconds(bound.promised()) + verdict(bound.promised())));
        if (delivery == Delivery.AT_LEAST_ONCE) {
            out.println(Figures.line(
                    "the same without the interval", seconds(bound.visibleAtOnce()) + verdict(bound.visibleAtOnce())));
        }
    }

    private void printFrozen(PrintStream out) {
        List<Detection> detections = findings.detections();
        long before = percentile99(detections.subList(0, undisturbed));
        long frozen = percentile99(detections.subList(undisturbed, detections.size()));
        out.println(Figures.line(
                "p99 with the database running, frozen",
                seconds(before) + seconds(frozen) + ", ratio %.2f".formatted((double) frozen / before)));
    }

    private static long percentile99(List<Detection> detections) {
        return Figures.percentile(
                99, detections.stream().mapToLong(Detection::latency).toArray());
    }

    private String verdict(long limit) {
        return percentile(99, Detection::latency) <= limit ? ": p99 is within" : ": p99 IS NOT WITHIN";
    }

    private String line(String name, ToLongFunction<Detection> part) {
        return Figures.line(
                name,
                seconds(percentile(50, part))
                        + seconds(percentile(90, part))
                        + seconds(percentile(99, part))
                        + seconds(percentile(100, part)));
    }

    private static String seconds(long millis) {
        return "%7.2f s".formatted(millis / 1e3);
    }
}
