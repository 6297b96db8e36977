package io.convergence.bench.query;

import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Processor time and memory of a running Java process, as the operating system and its JVM report them.
 *
 * @param pid process id
 */
record ServiceFigures(long pid) {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");

    /** The cores that the process uses during a span. */
    double coresDuring(Duration span) {
        long start = System.nanoTime();
        Duration before = processorTime();
        Waiting.pause(span.toMillis());
        return processorTime().minus(before).toNanos() / (double) (System.nanoTime() - start);
    }

    /** The bytes of the objects that are reachable; the JVM collects its garbage for it. */
    long liveHeapBytes() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(java, String.valueOf(pid), "GC.class_histogram").start();
        String histogram = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return number(TOTAL, histogram);
    }

    /** The bytes in main memory. */
    long residentBytes() throws IOException {
        return number(RESIDENT, Files.readString(Path.of("/proc/" + pid + "/status"))) << 10;
    }

    private Duration processorTime() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }

    private static long number(Pattern pattern, String text) {
        Matcher match = pattern.matcher(text);
        if (!match.find()) {
            throw new IllegalStateException("no number of the form " + pattern);
        }
        return Long.parseLong(match.group(1));
    }
}
