package io.convergence.bench.pipeline;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Result of one measurement.
 *
 * @param records records read of the topic of views
 * @param seconds time from the first to the last of them
 * @param endSeconds time from the first record until everything was evaluated; 0 when the time limit came before
 * @param cpuSeconds processor time of the process in {@code seconds}
 * @param collectionSeconds time of garbage collections in {@code seconds}
 */
record Measured(long records, double seconds, double endSeconds, double cpuSeconds, double collectionSeconds) {
    private static final Pattern LINE =
            Pattern.compile("measured: (\\d+) records ([\\d.]+) s end ([\\d.]+) s cpu ([\\d.]+) s collection ([\\d.]+) s");

    /** Records per second. */
    double rate() {
        return records / seconds;
    }

    /** The line that a process prints. */
    String line() {
        return String.format(
                Locale.ROOT,
                "measured: %d records %.3f s end %.3f s cpu %.3f s collection %.3f s",
                records,
                seconds,
                endSeconds,
                cpuSeconds,
                collectionSeconds);
    }

    /** Reads the result out of the output of a process; null without one. */
    static @Nullable Measured in(String output) {
        Matcher line = LINE.matcher(output);
        return line.find()
                ? new Measured(
                        Long.parseLong(line.group(1)),
                        Double.parseDouble(line.group(2)),
                        Double.parseDouble(line.group(3)),
                        Double.parseDouble(line.group(4)),
                        Double.parseDouble(line.group(5)))
                : null;
    }
}
