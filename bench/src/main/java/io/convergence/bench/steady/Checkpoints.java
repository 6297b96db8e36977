package io.convergence.bench.steady;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.jspecify.annotations.Nullable;

/** Checkpoints that were triggered during the measurement, and the state that they contain. */
final class Checkpoints {
    private static final double MEGABYTE = 1e6;

    private final List<CompletedCheckpointStats> completed;
    private final long failed;

    /**
     * The completed checkpoints since a time.
     *
     * @param statistics statistics of the job, or null without any
     * @param since epoch milliseconds
     */
    Checkpoints(@Nullable CheckpointStatsSnapshot statistics, long since) {
        List<AbstractCheckpointStats> all =
                statistics == null ? List.of() : statistics.getHistory().getCheckpoints();
        completed = all.stream()
                .filter(each -> each.getTriggerTimestamp() >= since)
                .filter(CompletedCheckpointStats.class::isInstance)
                .map(CompletedCheckpointStats.class::cast)
                .toList();
        failed = statistics == null ? 0 : statistics.getCounts().getNumberOfFailedCheckpoints();
    }

    /** Prints number, durations and bytes. */
    void print(PrintStream out, int keys) {
        out.printf(
                Locale.ROOT,
                "checkpoints: %d completed, %d failed since the start, duration: median %d ms, longest %d ms; uploaded:"
                        + " median %.1f MB, most %.1f MB; full size: most %.1f MB, %.0f bytes a key%n",
                completed.size(),
                failed,
                middle(CompletedCheckpointStats::getEndToEndDuration),
                most(CompletedCheckpointStats::getEndToEndDuration),
                middle(CompletedCheckpointStats::getCheckpointedSize) / MEGABYTE,
                most(CompletedCheckpointStats::getCheckpointedSize) / MEGABYTE,
                most(CompletedCheckpointStats::getStateSize) / MEGABYTE,
                (double) most(CompletedCheckpointStats::getStateSize) / keys);
    }

    /** Prints the bytes of a savepoint by task; those of tasks without keyed state are left out. */
    static void printSavepoint(PrintStream out, Map<String, Long> bytesByTask, int keys) {
        bytesByTask.forEach((task, bytes) -> {
            if (bytes >= keys) {
                out.printf(
                        Locale.ROOT,
                        "savepoint of %s: %.1f MB, %.0f bytes a key%n",
                        task,
                        bytes / MEGABYTE,
                        (double) bytes / keys);
            }
        });
    }

    private long most(ToLongFunction<CompletedCheckpointStats> figure) {
        return completed.stream().mapToLong(figure).max().orElse(0);
    }

    private long middle(ToLongFunction<CompletedCheckpointStats> figure) {
        long[] sorted = completed.stream().mapToLong(figure).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
