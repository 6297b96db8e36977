package io.convergence.jobs.settings;

import io.convergence.core.settings.KnownKeys;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** The keys that a job accepts: its own options, those passed on to clients by their prefix, and those of Flink itself. */
public final class JobKeys {
    /** First words of the keys of Flink: Flink 2.2 documentation, "Configuration". */
    private static final Set<String> ENGINE = Set.of(
            "parallelism",
            "pipeline",
            "pipeline-options",
            "execution",
            "state",
            "restart-strategy",
            "metrics",
            "env",
            "taskmanager",
            "jobmanager",
            "rest",
            "web",
            "cluster",
            "high-availability",
            "security",
            "heartbeat",
            "slot",
            "slotmanager",
            "resourcemanager",
            "blob",
            "io",
            "fs",
            "s3",
            "classloader",
            "client",
            "akka",
            "pekko",
            "rpc",
            "jobstore",
            "job-result-store",
            "external-resource",
            "slow-task-detector",
            "cleanup-strategy",
            "job",
            "kubernetes",
            "yarn",
            "historyserver",
            "process",
            "queryable-state",
            "task",
            "user",
            "traces",
            "events",
            "table",
            "sql-client",
            "$internal");

    /** Keys of clients that correctness depends on, each with the reason why it cannot be set, or with what to set instead. */
    private static final Map<String, String> RESERVED = Map.ofEntries(
            Map.entry("kafka.group.id", "set source.group"),
            Map.entry("kafka.auto.offset.reset", "set source.starting-offsets"),
            Map.entry("kafka.partition.discovery.interval.ms", "set source.partition-discovery"),
            Map.entry("kafka.transactional.id", "set delivery.transaction-prefix"),
            Map.entry("kafka.transaction.timeout.ms", "set delivery.transaction-timeout"),
            Map.entry("kafka.enable.auto.commit", "offsets are committed with each checkpoint"),
            Map.entry("kafka.commit.offsets.on.checkpoint", "offsets are committed with each checkpoint"),
            Map.entry("kafka.isolation.level", "only committed records are read"),
            Map.entry("kafka.acks", "a record counts as written once all replicas in sync have it"),
            Map.entry("kafka.enable.idempotence", "it keeps the order of a key over retries"),
            Map.entry("kafka.key.deserializer", "keys are bytes"),
            Map.entry("kafka.value.deserializer", "values are bytes"),
            Map.entry("kafka.key.serializer", "keys are bytes"),
            Map.entry("kafka.value.serializer", "values are bytes"),
            Map.entry("postgres.password", "it is read from the environment, CONVERGENCE_POSTGRES_PASSWORD"));

    private JobKeys() {}

    /** Every option of the job, in the order of declaration. */
    public static List<ConfigOption<?>> options() {
        return options(
                VerdictOptions.class,
                ConvergenceOptions.class,
                SloOptions.class,
                TransportOptions.class,
                ReplayOptions.class);
    }

    /** The subset of values that set options on which results depend, rather than where they are read or written. */
    static Map<String, String> decisions(Map<String, String> values) {
        Map<String, String> decisions = new TreeMap<>();
        for (ConfigOption<?> option : options(VerdictOptions.class, ConvergenceOptions.class, SloOptions.class)) {
            String value = values.get(option.key());
            if (value != null) {
                decisions.put(option.key(), value);
            }
        }
        return decisions;
    }

    /** The subset of a configuration whose keys belong to Flink. */
    public static Configuration engine(Configuration configuration) {
        Configuration engine = new Configuration();
        configuration.toMap().forEach((key, value) -> {
            if (isEngine(key)) {
                engine.setString(key, value);
            }
        });
        return engine;
    }

    /** Adds a problem for every key that is unknown or reserved. */
    static void check(ConfigOptionReader reader) {
        check(reader, options());
    }

    /** Adds a problem for every key that is reserved or neither an option of a job nor passed on. */
    static void check(ConfigOptionReader reader, List<ConfigOption<?>> known) {
        List<String> keys = known.stream().map(ConfigOption::key).toList();
        new KnownKeys(keys, RESERVED, JobKeys::isPassedOn).check(reader.values().keySet(), reader.problems());
    }

    /** The options that classes declare, in the order of declaration. */
    static List<ConfigOption<?>> options(Class<?>... holders) {
        List<ConfigOption<?>> options = new ArrayList<>();
        Stream.of(holders)
                .flatMap(holder -> Stream.of(holder.getFields()))
                .forEach(field -> options.add(option(field)));
        return options;
    }

    private static boolean isPassedOn(String key) {
        return key.startsWith("kafka.") || key.startsWith("postgres.") || isEngine(key);
    }

    private static boolean isEngine(String key) {
        int dot = key.indexOf('.');
        return dot > 0 && ENGINE.contains(key.substring(0, dot));
    }

    private static ConfigOption<?> option(Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(field + " is public", e);
        }
    }
}
