package io.convergence.bench.steady;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Processor time of this process by kind of thread: Java threads by the names of their tasks without numbers, and the
 * threads of the virtual machine and of RocksDB as Linux names them.
 */
final class ThreadTimes {
    /** Prefixes of the names of native threads, and what they do. */
    private static final Map<String, String> NATIVE = Map.of(
            "GC Thread", "collector",
            "G1 ", "collector",
            "C1 Compiler", "compiler",
            "C2 Compiler", "compiler",
            "rocksdb", "rocksdb");

    /** From the number of a subtask, or a number at the end, to the end of a name. */
    private static final Pattern NUMBER = Pattern.compile("( \\(\\d+/\\d+\\)#| -> |-\\d+$| \\|).*");

    private static final int TICK_NANOS = 10_000_000;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    private ThreadTimes() {}

    /** Nanoseconds since the start of each thread that runs, by kind, and {@code process} for all. */
    static Map<String, Double> now() {
        Map<String, Double> times = new HashMap<>();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null) {
                double nanos = Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
                times.merge(NUMBER.matcher(thread.getThreadName()).replaceFirst(""), nanos, Double::sum);
            }
        }
        addNative(times);
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        times.put("process", (double) system.getProcessCpuTime());
        return times;
    }

    private static void addNative(Map<String, Double> times) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            for (Path thread : (Iterable<Path>) threads::iterator) {
                String line = Files.readString(thread.resolve("stat"));
                String name = line.substring(line.indexOf('(') + 1, line.lastIndexOf(')'));
                List<String> fields =
                        List.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1));
                double ticks = Double.parseDouble(fields.get(USER_TIME)) + Double.parseDouble(fields.get(SYSTEM_TIME));
                NATIVE.forEach((prefix, kind) -> {
                    if (name.startsWith(prefix)) {
                        times.merge(kind, ticks * TICK_NANOS, Double::sum);
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
