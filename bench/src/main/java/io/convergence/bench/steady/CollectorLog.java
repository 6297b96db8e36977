package io.convergence.bench.steady;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pauses of the collector, read from the log that {@code -Xlog:gc:file=...:uptime} writes. Explicit collections are left out. */
final class CollectorLog {
    private static final Pattern PAUSE =
            Pattern.compile("\\[([\\d.]+)s\\].* Pause (.*) \\d+M->(\\d+)M\\(\\d+M\\) ([\\d.]+)ms");

    /** The cause that the log names for a collection by {@code System.gc()}. */
    private static final String EXPLICIT = "System.gc()";

    private record Pause(double seconds, String kind, double megabytesAfter, double millis) {}

    private final List<Pause> pauses = new ArrayList<>();

    private CollectorLog() {}

    /**
     * Reads a log.
     *
     * @param from time since the start of the process from which pauses count, seconds
     */
    static CollectorLog read(Path file, double from) throws IOException {
        CollectorLog log = new CollectorLog();
        for (String line : Files.readAllLines(file)) {
            Matcher pause = PAUSE.matcher(line);
            if (pause.find() && !line.contains(EXPLICIT) && Double.parseDouble(pause.group(1)) >= from) {
                log.pauses.add(new Pause(
                        Double.parseDouble(pause.group(1)),
                        pause.group(2),
                        Double.parseDouble(pause.group(3)),
                        Double.parseDouble(pause.group(4))));
            }
        }
        return log;
    }

    /** Heap in use after each pause. */
    List<Heap.Point> heapAfter() {
        return pauses.stream()
                .map(pause -> new Heap.Point(pause.seconds, pause.megabytesAfter))
                .toList();
    }

    /** Prints the number of pauses, their sum and the longest one with its kind. */
    void print(PrintStream out) {
        Pause longest = new Pause(0, "none", 0, 0);
        double sum = 0;
        for (Pause pause : pauses) {
            sum += pause.millis;
            if (pause.millis > longest.millis) {
                longest = pause;
            }
        }
        out.printf(
                Locale.ROOT,
                "pauses of the collector: %d, together %.0f ms, longest %.1f ms (%s)%n",
                pauses.size(),
                sum,
                longest.millis,
                longest.kind);
    }
}
