package io.convergence.launcher.cluster;

import io.convergence.kit.net.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;

/**
 * The configuration files of a cluster on this machine: {@code config.yaml}, logging and ZooKeeper. All processes listen on
 * the loopback address. JobManagers recover their jobs through ZooKeeper, as a deployment on Kubernetes does through its
 * API.
 *
 * @param directory directory of the cluster, with {@code conf}, {@code log}, {@code checkpoints} and {@code savepoints}
 * @param values options of {@code config.yaml} by key
 * @param zooKeeperPort port of ZooKeeper
 */
record FlinkConfiguration(Path directory, Map<String, String> values, int zooKeeperPort) {
    private static final String LOOPBACK = "127.0.0.1";

    private static final String LOGGING = """
            status = error
            appender.file.name = file
            appender.file.type = File
            appender.file.fileName = ${sys:log.file}
            appender.file.layout.type = PatternLayout
            appender.file.layout.pattern = %d{yyyy-MM-dd'T'HH:mm:ss.SSS} %-5p %c{1.} [%t] %m%n
            rootLogger.level = INFO
            rootLogger.appenderRef.file.ref = file
            logger.kafka.name = org.apache.kafka
            logger.kafka.level = WARN
            logger.zookeeper.name = org.apache.flink.shaded.zookeeper3
            logger.zookeeper.level = WARN
            logger.config.name = org.apache.flink.configuration.GlobalConfiguration
            logger.config.level = WARN
            """;

    /** Chooses ports and writes the files. */
    static FlinkConfiguration write(Path directory, FlinkProcessSettings settings) {
        int zooKeeperPort = FreePort.any();
        FlinkConfiguration configuration = new FlinkConfiguration(
                directory,
                values(directory, settings, FreePort.orAny(settings.uiPort()), zooKeeperPort),
                zooKeeperPort);
        configuration.write();
        return configuration;
    }

    /** The directory of the configuration files. */
    Path conf() {
        return directory.resolve("conf");
    }

    /** The directory of logs and output. */
    Path logs() {
        return directory.resolve("log");
    }

    /** The directory of savepoints. */
    Path savepoints() {
        return directory.resolve("savepoints");
    }

    /** The configuration for clients in this process. */
    Configuration client() {
        Configuration configuration = Configuration.fromMap(values);
        // A client in this process uses the address of the JobManager, not ZooKeeper.
        configuration.removeKey("high-availability.type");
        return configuration;
    }

    /** The address of the web UI. */
    String webInterface() {
        return "http://" + LOOPBACK + ":" + values.get(RestOptions.PORT.key());
    }

    private static Map<String, String> values(
            Path directory, FlinkProcessSettings settings, int uiPort, int zooKeeperPort) {
        Map<String, String> map = new TreeMap<>();
        for (String host : new String[] {
            "rest.address",
            "rest.bind-address",
            "jobmanager.rpc.address",
            "jobmanager.bind-host",
            "taskmanager.host",
            "taskmanager.bind-host"
        }) {
            map.put(host, LOOPBACK);
        }
        map.put("rest.port", Integer.toString(uiPort));
        map.put("rest.bind-port", Integer.toString(uiPort));
        map.put("jobmanager.rpc.port", Integer.toString(FreePort.any()));
        map.put("high-availability.type", "zookeeper");
        map.put("high-availability.zookeeper.quorum", LOOPBACK + ":" + zooKeeperPort);
        map.put("zookeeper.sasl.disable", "true");
        map.put("high-availability.storageDir", uri(directory, "ha"));
        // A killed JobManager keeps its leadership for this long.
        map.put("high-availability.zookeeper.client.session-timeout", "6000");
        map.put("high-availability.zookeeper.client.connection-timeout", "6000");
        map.put("io.tmp.dirs", directory.resolve("tmp").toString());
        map.put("parallelism.default", Integer.toString(settings.slots()));
        map.put("taskmanager.numberOfTaskSlots", Integer.toString(settings.slots()));
        // The scripts of a distribution derive these values from the size of the process.
        map.put("taskmanager.cpu.cores", Integer.toString(settings.slots()));
        map.put("taskmanager.memory.framework.heap.size", "128 mb");
        map.put("taskmanager.memory.framework.off-heap.size", "128 mb");
        map.put("taskmanager.memory.jvm-metaspace.size", "256 mb");
        map.put("taskmanager.memory.jvm-overhead.min", "192 mb");
        map.put("taskmanager.memory.jvm-overhead.max", "192 mb");
        map.put("taskmanager.memory.task.heap.size", "384 mb");
        map.put("taskmanager.memory.task.off-heap.size", "64 mb");
        map.put("taskmanager.memory.network.min", "128 mb");
        map.put("taskmanager.memory.network.max", "128 mb");
        map.put("taskmanager.memory.managed.size", "256 mb");
        map.put("heartbeat.interval", "2 s");
        map.put("heartbeat.timeout", "10 s");
        map.put("state.backend.type", "rocksdb");
        map.put("execution.checkpointing.incremental", "true");
        map.put("execution.checkpointing.interval", "10 s");
        map.put("execution.checkpointing.timeout", "2 min");
        map.put("execution.checkpointing.tolerable-failed-checkpoints", "3");
        map.put("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
        map.put("execution.checkpointing.dir", uri(directory, "checkpoints"));
        map.put("execution.checkpointing.savepoint-dir", uri(directory, "savepoints"));
        map.put("restart-strategy.type", "exponential-delay");
        map.put("restart-strategy.exponential-delay.initial-backoff", "1 s");
        map.put("restart-strategy.exponential-delay.max-backoff", "10 s");
        map.putAll(settings.flink());
        return map;
    }

    private void write() {
        try {
            Files.createDirectories(conf());
            Files.createDirectories(logs());
            Files.writeString(
                    conf().resolve("config.yaml"),
                    values.entrySet().stream()
                            .map(entry -> entry.getKey() + ": " + quoted(entry.getValue()))
                            .collect(Collectors.joining("\n", "", "\n")));
            Files.writeString(conf().resolve("log4j.properties"), LOGGING);
            Files.writeString(
                    conf().resolve("zoo.cfg"),
                    """
                    tickTime=2000
                    clientPortAddress=%s
                    clientPort=%d
                    dataDir=%s
                    admin.enableServer=false
                    """.formatted(LOOPBACK, zooKeeperPort, directory.resolve("zookeeper")),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the configuration could not be written to " + conf(), e);
        }
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String uri(Path directory, String name) {
        return directory.resolve(name).toUri().toString();
    }
}
