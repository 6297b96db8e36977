package io.convergence.bench.slo;

import io.convergence.bench.Figures;
import java.io.PrintStream;
import java.util.List;

/**
 * Result of {@link ScaleBench}: the throughput of the SLO branch and its cost.
 *
 * @param asked views per second that the branch must keep up with
 * @param median views per second, median of the five-second intervals after the warm-up
 * @param slowest views per second in the slowest interval
 * @param mean views per second, mean after the warm-up
 * @param intervals number of intervals
 * @param seconds measured seconds after the warm-up
 * @param cores processor time per wall-clock time, in cores
 * @param cpuMicros processor time per view, microseconds
 * @param events number of views, warm-up included
 * @param groups number of groups with rows
 * @param counted number of events in the periods of the last rows
 * @param snapshots number of rows, warm-up included
 * @param rowsPerMinute rows per minute of event time after the warm-up
 * @param signals number of signals
 * @param heapMax peak of the heap in use, bytes
 * @param checkpoints number of completed checkpoints
 * @param checkpointMillis average and maximum duration of a checkpoint, milliseconds
 * @param checkpointBytes average bytes written by a checkpoint, and maximum size of the full state
 * @param databaseRows number of rows in the database; -1 without a database
 */
record ScaleReport(
        int asked,
        double median,
        double slowest,
        double mean,
        int intervals,
        double seconds,
        double cores,
        double cpuMicros,
        long events,
        int groups,
        long counted,
        long snapshots,
        double rowsPerMinute,
        long signals,
        long heapMax,
        long checkpoints,
        List<Long> checkpointMillis,
        List<Long> checkpointBytes,
        long databaseRows) {

    private static final double MEGA = 1 << 20;

    void print(PrintStream out) {
        double minute = asked * 60.0;
        out.println(databaseRows < 0 ? "scale" : "scale, rows written to PostgreSQL on the same cores");
        out.println(Figures.line("events/s, median of " + intervals + " x 5 s", "%,.0f".formatted(median)));
        out.println(Figures.line("events/s, mean and slowest 5 s", "%,.0f   %,.0f".formatted(mean, slowest)));
        out.println(Figures.line(
                "margin over " + asked + "/s",
                "%.2f by the median, %.2f by the mean: %s"
                        .formatted(
                                median / asked,
                                mean / asked,
                                Math.min(median, mean) >= asked ? "keeps up" : "DOES NOT KEEP UP")));
        out.println(Figures.line("seconds per minute of event time", "%.1f".formatted(minute / mean)));
        out.println(Figures.line("cores busy, cpu per event", "%.2f   %.1f us".formatted(cores, cpuMicros)));
        out.println(Figures.line("groups seen", "%,d".formatted(groups)));
        out.println(Figures.line("rows per minute of event time", "%,.0f".formatted(rowsPerMinute)));
        out.println(
                Figures.line("events, rows, signals in all", "%,d   %,d   %,d".formatted(events, snapshots, signals)));
        out.println(Figures.line("heap in use at most", "%,.0f MB".formatted(heapMax / MEGA)));
        out.println(Figures.line(
                "checkpoints: average, longest",
                "%d: %,d ms, %,d ms".formatted(checkpoints, checkpointMillis.get(0), checkpointMillis.get(1))));
        out.println(Figures.line(
                "checkpoints: written each, state",
                "%,.0f MB, %,.0f MB".formatted(checkpointBytes.get(0) / MEGA, checkpointBytes.get(1) / MEGA)));
        if (databaseRows >= 0) {
            out.println(Figures.line("rows in the database", "%,d".formatted(databaseRows)));
        }
    }
}
