package io.convergence.bench;

import io.convergence.kit.process.JvmCommand;
import io.convergence.kit.process.JvmProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;

/** Child processes of a measurement: programs of this module, with the classpath of this process. */
public final class BenchProcesses {
    /** Packages that Flink reflects on. */
    private static final List<String> OPENED = List.of("lang", "util", "time");

    private static final Pattern COLLECTOR = Pattern.compile("-XX:[+]Use\\w+GC");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration START = Duration.ofMinutes(20);

    private BenchProcesses() {}

    /**
     * Starts a process; returns at once.
     *
     * @param name name for messages and for the output file
     * @param main program
     * @param options options of the JVM
     * @param arguments arguments of the program
     * @param logs directory of the output file
     */
    public static JvmProcess start(
            String name, Class<?> main, List<String> options, List<String> arguments, Path logs) {
        List<String> all = Stream.concat(
                        options.stream(),
                        OPENED.stream().map(opened -> "--add-opens=java.base/java." + opened + "=ALL-UNNAMED"))
                .toList();
        return JvmProcess.start(name, new JvmCommand(main.getName(), JvmCommand.ownClasspath(), all, arguments), logs);
    }

    /**
     * The options of the JVM of a TaskManager, as configured: a measured job runs with them.
     *
     * @param conf directory of {@code config.yaml}
     */
    public static List<String> taskManagerOptions(Path conf) {
        String options = GlobalConfiguration.loadConfiguration(conf.toString()).get(CoreOptions.FLINK_TM_JVM_OPTIONS);
        return SPACES.splitAsStream(options).filter(option -> !option.isEmpty()).toList();
    }

    /**
     * The options of {@link #taskManagerOptions}, with another collector.
     *
     * @param collector collector, as in {@code -XX:+UseG1GC} without {@code Use} and {@code GC}
     */
    public static List<String> taskManagerOptions(Path conf, String collector) {
        return Stream.concat(
                        Stream.of("-XX:+Use" + collector + "GC"),
                        taskManagerOptions(conf).stream()
                                .filter(option -> !COLLECTOR.matcher(option).matches()))
                .toList();
    }

    /** The rest of the first line of a process's output that begins with a prefix; waits up to 20 minutes for it. */
    public static String awaited(JvmProcess process, String prefix) {
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            String line = process.output()
                    .lines()
                    .filter(each -> each.startsWith(prefix))
                    .findFirst()
                    .orElse(null);
            if (line != null) {
                return line.substring(prefix.length());
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
        throw new IllegalStateException(process.name() + " did not start:\n" + process.outputTail());
    }
}
