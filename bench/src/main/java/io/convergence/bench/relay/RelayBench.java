package io.convergence.bench.relay;

import io.convergence.bench.Figures;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.kafka.Topics;
import io.convergence.kit.wait.Waiting;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The program of {@code bench/relay.sh}: a relay as a process of its own with 128 MB of heap holds {@value #ALERTS} alerts
 * that fire and sends each again every minute.
 */
public final class RelayBench {
    private static final int ALERTS = 5_000;
    private static final int PARTITIONS = 4;
    private static final int SINGLE = 40;
    private static final int DURING_OUTAGE = 100;
    private static final Duration OUTAGE = Duration.ofSeconds(45);
    private static final double RECOVERY_LIMIT_SECONDS = 10;
    private static final Duration MEASURED = Duration.ofMinutes(3);
    private static final double CORES_LIMIT = 0.1;
    private static final double DELIVERY_LIMIT_MILLIS = 2_000;
    private static final String STATE = "signals.state";

    private final PrintStream out;
    private final AlertReceiver receiver;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ProcessHandle relay;

    private RelayBench(
            PrintStream out, AlertReceiver receiver, KafkaProducer<byte[], byte[]> producer, ProcessHandle relay) {
        this.out = out;
        this.receiver = receiver;
        this.producer = producer;
        this.relay = relay;
    }

    /**
     * Measures, prints the result, and ends with exit code 1 when a limit is exceeded.
     *
     * @param arguments class path of the relay, a directory for its file of routes and its output
     */
    public static void main(String[] arguments) throws IOException, ExecutionException, InterruptedException {
        Path work = Path.of(arguments[1]);
        boolean within;
        try (EmbeddedBroker broker = EmbeddedBroker.startTemporary();
                AlertReceiver receiver = AlertReceiver.start();
                KafkaProducer<byte[], byte[]> producer = producer(broker.bootstrapServers())) {
            Topics.create(broker.bootstrapServers(), List.of(compacted(STATE), compacted("signals.deliveries")));
            Process relay = start(arguments[0], work, broker.bootstrapServers(), receiver.url());
            try {
                within = new RelayBench(System.out, receiver, producer, relay.toHandle()).run();
            } finally {
                relay.destroy();
            }
        }
        System.exit(within ? 0 : 1);
    }

    private static NewTopic compacted(String topic) {
        return new NewTopic(topic, PARTITIONS, (short) 1).configs(Map.of("cleanup.policy", "compact"));
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static Process start(String classPath, Path work, String bootstrapServers, String url) throws IOException {
        Path routes = work.resolve("routes.yaml");
        Files.writeString(
                routes,
                "receivers:\n  - {name: platform, type: alertmanager, urls: [\"" + url
                        + "\"]}\nroutes:\n  - {tenant: \"*\", to: [platform]}\n");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        classPath,
                        "io.convergence.relay.Relay",
                        "--management.port=0",
                        "--routes.file=" + routes,
                        "--kafka.bootstrap.servers=" + bootstrapServers)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("relay.out").toFile())
                .start();
    }

    private boolean run() throws ExecutionException, InterruptedException {
        long[] nanos = new long[SINGLE];
        for (int signal = 0; signal < SINGLE; signal++) {
            nanos[signal] = deliver(signal);
        }
        // The first one waits for the start of the relay.
        double p95 = Figures.percentile(95, Arrays.copyOfRange(nanos, 1, SINGLE)) / 1e6;
        out.println(Figures.line(
                "from the commit to the receiver, p95", "%.0f ms (limit %.0f)".formatted(p95, DELIVERY_LIMIT_MILLIS)));
        double recovery = recover();
        long start = System.nanoTime();
        publish(SINGLE + DURING_OUTAGE, ALERTS);
        Waiting.until("all alerts are sent", () -> receiver.hosts() == ALERTS);
        out.println(Figures.line(ALERTS + " alerts at once", "%.1f s".formatted((System.nanoTime() - start) / 1e9)));
        return hold() && p95 <= DELIVERY_LIMIT_MILLIS && recovery <= RECOVERY_LIMIT_SECONDS;
    }

    /** Seconds from the end of an outage of the receiver to the last alert that fired during it. */
    private double recover() {
        receiver.refuse(true);
        publish(SINGLE, SINGLE + DURING_OUTAGE);
        Waiting.pause(OUTAGE.toMillis());
        receiver.refuse(false);
        long start = System.nanoTime();
        Waiting.until("the alerts of the outage are sent", () -> receiver.hosts() == SINGLE + DURING_OUTAGE);
        double seconds = (System.nanoTime() - start) / 1e9;
        out.println(Figures.line(
                "after an outage of " + OUTAGE.toSeconds() + " s",
                "%.1f s to the last alert (limit %.0f s)".formatted(seconds, RECOVERY_LIMIT_SECONDS)));
        return seconds;
    }

    /** Lets the relay repeat the alerts, and compares the cores that it uses. */
    private boolean hold() {
        Waiting.pause(TimeUnit.MINUTES.toMillis(1));
        Duration before = processorTime();
        long alerts = receiver.alerts();
        Waiting.pause(MEASURED.toMillis());
        double cores = (double) processorTime().minus(before).toMillis() / MEASURED.toMillis();
        long repeated = (receiver.alerts() - alerts) / MEASURED.toMinutes();
        out.println(Figures.line(
                "repeated each minute",
                "%d alerts, %.1f %% of a core (limit %.0f %%)".formatted(repeated, 100 * cores, 100 * CORES_LIMIT)));
        return relay.isAlive() && cores <= CORES_LIMIT && repeated >= ALERTS * 95L / 100;
    }

    private long deliver(int signal) throws ExecutionException, InterruptedException {
        long before = receiver.alerts();
        producer.send(record(signal)).get();
        long start = System.nanoTime();
        Waiting.until("the alert is sent", () -> receiver.alerts() > before);
        return System.nanoTime() - start;
    }

    private void publish(int from, int to) {
        for (int signal = from; signal < to; signal++) {
            var unused = producer.send(record(signal));
        }
        producer.flush();
    }

    private static ProducerRecord<byte[], byte[]> record(int signal) {
        String host = "host-" + signal + ".bench.example";
        String key = "bench/rum.user_impact_correlated/shop/" + host;
        Instant now = Instant.now();
        String value = """
                {"schema_version":1,"id":"%1$s#1","dedup_key":"%1$s","episode":1,"sequence":0,"status":"firing",
                "kind":"rum.user_impact_correlated","severity":"critical","tenant":"bench","app":"shop","host":"%2$s",
                "service":"shop","slo":null,"group":null,"incident":"bench/shop/%2$s/1","labels":{
                "alertname":"UserImpactCorrelated","severity":"critical","tenant":"bench","app":"shop","host":"%2$s"},
                "title":"Users of %2$s are affected","message":"302 of 1,204 views failed, and 22 of 30 checks failed.",
                "runbook_url":"https://runbook.example/impact","url":"https://console.example/signal","starts_at":"%3$s",
                "ends_at":null,"occurred_at":"%3$s","emitted_at":"%3$s","evidence":{"views":1204},"replay":false}
                """.formatted(key, host, now);
        return new ProducerRecord<>(
                STATE, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }

    private Duration processorTime() {
        return relay.info().totalCpuDuration().orElseThrow();
    }
}
