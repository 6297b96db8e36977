package io.convergence.jobs.settings;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** Which keys may be given: our own, the pass-through prefixes and those of the engine. */
public final class KnownKeys {
    /** First words of the engine's own keys: Flink 2.2 documentation, "Configuration". */
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

    /** Keys of the Kafka clients that decide what is read and written, each with why it cannot be given. */
    private static final Map<String, String> RESERVED = Map.ofEntries(
            Map.entry("kafka.group.id", "set source.group"),
            Map.entry("kafka.auto.offset.reset", "set source.starting-offsets"),
            Map.entry("kafka.partition.discovery.interval.ms", "set source.partition-discovery"),
            Map.entry("kafka.transactional.id", "set delivery.transaction-prefix"),
            Map.entry("kafka.transaction.timeout.ms", "set delivery.transaction-timeout"),
            Map.entry("kafka.enable.auto.commit", "offsets are committed with each checkpoint"),
            Map.entry("kafka.commit.offsets.on.checkpoint", "offsets are committed with each checkpoint"),
            Map.entry("kafka.isolation.level", "only committed records are read"),
            Map.entry("kafka.acks", "a record counts as written when all replicas in sync have it"),
            Map.entry("kafka.enable.idempotence", "it keeps the order of a key over retries"),
            Map.entry("kafka.key.deserializer", "keys are bytes"),
            Map.entry("kafka.value.deserializer", "values are bytes"),
            Map.entry("kafka.key.serializer", "keys are bytes"),
            Map.entry("kafka.value.serializer", "values are bytes"),
            Map.entry("postgres.password", "it is read from the environment, CONVERGENCE_POSTGRES_PASSWORD"));

    private KnownKeys() {}

    /** Every option of the job, in the order of declaration. */
    public static List<ConfigOption<?>> options() {
        return options(ConvergenceOptions.class, SloOptions.class, TransportOptions.class, ReplayOptions.class);
    }

    /** The given keys of options that decide what comes out, by whatever way it comes and goes. */
    static Map<String, String> decisions(Map<String, String> given) {
        Map<String, String> decisions = new TreeMap<>();
        for (ConfigOption<?> option : options(ConvergenceOptions.class, SloOptions.class)) {
            String value = given.get(option.key());
            if (value != null) {
                decisions.put(option.key(), value);
            }
        }
        return decisions;
    }

    /** The given keys that are the engine's own. */
    public static Configuration engine(Configuration given) {
        Configuration engine = new Configuration();
        given.toMap().forEach((key, value) -> {
            if (isEngine(key)) {
                engine.setString(key, value);
            }
        });
        return engine;
    }

    /** Reports every given key that means nothing here or may not be given. */
    static void check(OptionReader reader) {
        List<String> known = options().stream().map(ConfigOption::key).toList();
        for (String key : reader.given().keySet().stream().sorted().toList()) {
            String reserved = RESERVED.get(key);
            if (reserved != null) {
                reader.problem(key + ": cannot be given: " + reserved);
            } else if (!known.contains(key) && !isPassedOn(key)) {
                reader.problem(key + ": no such option; did you mean " + nearest(key, known) + "?");
            }
        }
    }

    private static List<ConfigOption<?>> options(Class<?>... holders) {
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

    private static String nearest(String key, List<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(key, candidate)))
                .orElseThrow();
    }

    /** Insertions, deletions and replacements of a character between two words (Levenshtein, 1966). */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }

    private static ConfigOption<?> option(Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(field + " is public", e);
        }
    }
}
