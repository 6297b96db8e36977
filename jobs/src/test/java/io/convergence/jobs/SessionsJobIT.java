package io.convergence.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.codec.EventEncoder;
import io.convergence.core.codec.HeartbeatEncoder;
import io.convergence.core.event.RumEvent;
import io.convergence.core.samples.VectorEvents;
import io.convergence.jobs.postgres.Store;
import io.convergence.jobs.settings.SessionsSettings;
import io.convergence.jobs.settings.SettingsSamples;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.wait.Waiting;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The sessions job from Kafka to Postgres: the vectors of sessions and vitals, each vital published three times. */
class SessionsJobIT {
    private static final int PARTITIONS = 4;
    private static final long OUT_OF_ORDERNESS = 5_000;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(4)
                    .build());

    private static EmbeddedBroker broker;

    @TempDir
    private Path savepoints;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.startTemporary();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void theVectorsAreTheRowsWithOneSubtaskInHeapMemory() throws Exception {
        assertRows(run("one", 1, 1, "hashmap"));
    }

    @Test
    void theVectorsAreTheRowsAfterARestoreWithOtherSubtasksInRocksDb() throws Exception {
        assertRows(run("restored", 4, 2, "rocksdb"));
    }

    /** Publishes half of the events, restarts the job from a savepoint, and publishes the rest. */
    private Store run(String name, int parallelism, int nextParallelism, String backend) throws Exception {
        Store store = Store.create();
        List<RumEvent> events = events(name);
        int half = events.size() / 2;
        SessionsSamples.createTopics(broker.bootstrapServers(), name, PARTITIONS);

        JobClient job = start(store, name, parallelism, backend, null);
        publish(topic(name), events.subList(0, half));
        heartbeat(topic(name), events.get(half - 1).receivedAt() - OUT_OF_ORDERNESS);
        Waiting.until(
                "every event of the first half to be counted",
                () -> store.query("SELECT coalesce(sum(events + duplicates), 0) >= " + half / 2 + " FROM rum_sessions")
                        .get(0)
                        .equals("t"));
        String savepoint = stop(job);

        JobClient next = start(store, name, nextParallelism, backend, savepoint);
        finish(store, name, events.subList(half, events.size()), next);
        return store;
    }

    /** Publishes the last events, waits until all sessions but the open ones have ended, and stops the job. */
    private void finish(Store store, String name, List<RumEvent> rest, JobClient job) throws Exception {
        publish(topic(name), rest);
        heartbeat(
                topic(name),
                (long) VectorEvents.number(VectorEvents.content("sessions.json"), "end") + OUT_OF_ORDERNESS + 1);
        Waiting.until(
                "all sessions to end but the open ones",
                () -> store.query("SELECT string_agg(tenant || session, ',' ORDER BY session) FROM rum_sessions "
                                + "WHERE end_reason IS NULL")
                        .get(0)
                        .equals("acmelong,acmeopen"));
        stop(job);
    }

    /** Stops the job with a savepoint as soon as all its tasks run; rows may arrive before some of them do. */
    private String stop(JobClient job) throws Exception {
        String[] savepoint = {""};
        Waiting.until("every task of the job to run", () -> {
            try {
                savepoint[0] = job.stopWithSavepoint(
                                false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                        .get();
                return true;
            } catch (ExecutionException failure) {
                boolean isStarting = ExceptionUtils.findThrowable(failure, CheckpointException.class)
                        .filter(reason -> reason.getCheckpointFailureReason()
                                == CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING)
                        .isPresent();
                if (!isStarting) {
                    throw failure;
                }
                return false;
            }
        });
        return savepoint[0];
    }

    private static String topic(String name) {
        return "rum.events." + name;
    }

    private static List<String> sessions(Store store) throws Exception {
        return store
                .query("SELECT concat_ws('|', tenant, app, session, 1000 * extract(epoch FROM started_at), "
                        + "1000 * extract(epoch FROM last_seen), events, duplicates, views, page_views, errors, actions, "
                        + "resources, long_tasks, entry_page, exit_page, has_replay, end_reason) FROM rum_sessions "
                        + "WHERE tenant <> 'vitals'")
                .stream()
                .map(SessionsJobIT::plain)
                .toList();
    }

    private static void assertRows(Store store) throws Exception {
        assertThat(sessions(store))
                .containsExactlyInAnyOrderElementsOf(VectorEvents.cases("sessions.json", "sessions").stream()
                        .map(SessionsJobIT::session)
                        .toList());
        assertThat(store.query("SELECT concat_ws('|', session, view, name, value, page, rating, budget, exceeded) "
                        + "FROM rum_vitals WHERE tenant = 'vitals'"))
                .containsExactlyInAnyOrderElementsOf(VectorEvents.cases("vitals.json", "vitals").stream()
                        .map(row ->
                                joined(row, "session", "view", "name", "value", "page", "rating", "budget", "exceeded"))
                        .toList());
        assertThat(store.query("SELECT concat_ws('|', metric, device, dimension, value, samples, good, poor, weight) "
                        + "FROM rum_metric_minutes WHERE tenant = 'vitals'"))
                .containsExactlyInAnyOrderElementsOf(VectorEvents.cases("vitals.json", "minutes").stream()
                        .map(row -> joined(
                                row, "metric", "device", "dimension", "value", "samples", "good", "poor", "weight"))
                        .toList());
        assertThat(store.query("SELECT DISTINCT concat_ws('|', dedup_key, status) FROM signals"))
                .contains(
                        "vitals/rum.budget_exceeded/shop/web.acme.example/lcp:/|resolved",
                        "vitals/rum.budget_exceeded/shop/web.acme.example/lcp:/cart|resolved");
        assertThat(store.query("SELECT DISTINCT tenant FROM rum_error_groups ORDER BY 1"))
                .containsExactly("acme", "globex");
    }

    private JobClient start(Store store, String name, int parallelism, String backend, @Nullable String savepoint)
            throws Exception {
        Configuration configuration = SessionsSamples.configuration(
                broker.bootstrapServers(), store, name, "budget.min-samples", "10", "state.backend.type", backend);
        if (savepoint != null) {
            configuration.setString("execution.state-recovery.path", savepoint);
        }
        StreamExecutionEnvironment environment = JobEnvironment.create(configuration);
        environment.setParallelism(parallelism);
        SessionsJob.prepare(environment, SessionsSettings.from(configuration, SettingsSamples.ENVIRONMENT));
        return environment.executeAsync(name);
    }

    /** The events of both vectors, those of vitals three times and of a tenant of their own, shuffled between sessions. */
    private static List<RumEvent> events(String name) {
        List<RumEvent> events = new ArrayList<>(VectorEvents.read("sessions.json"));
        for (Map<String, Object> object : VectorEvents.cases("vitals.json", "events")) {
            Map<String, Object> own = new HashMap<>(object);
            own.put("tenant", "vitals");
            for (int i = 0; i < 3; i++) {
                events.add(VectorEvents.event(own));
            }
        }
        Random random = new Random(name.hashCode());
        Map<String, Double> latest = new HashMap<>();
        List<Ordered> order = new ArrayList<>();
        for (RumEvent event : events) {
            double jittered = event.receivedAt() + random.nextInt(3_000);
            order.add(new Ordered(
                    event, latest.merge(event.app() + event.recordKey(), jittered, (a, b) -> Math.max(a + 0.001, b))));
        }
        order.sort(Comparator.comparingDouble(Ordered::at));
        return order.stream().map(Ordered::event).toList();
    }

    private record Ordered(RumEvent event, double at) {}

    private static void publish(String topic, List<RumEvent> events) throws Exception {
        EventEncoder encoder = new EventEncoder();
        List<Future<?>> sent = new ArrayList<>();
        try (KafkaProducer<String, byte[]> producer = producer()) {
            for (RumEvent event : events) {
                int partition = Math.floorMod(event.recordKey().hashCode(), PARTITIONS);
                sent.add(producer.send(new ProducerRecord<>(
                        topic, partition, event.receivedAt(), event.recordKey(), encoder.encode(event))));
            }
        }
        await(sent);
    }

    private static void heartbeat(String topic, long at) throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        try (KafkaProducer<String, byte[]> producer = producer()) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                sent.add(producer.send(new ProducerRecord<>(topic, partition, at, null, HeartbeatEncoder.encode(at))));
            }
        }
        await(sent);
    }

    private static void await(List<Future<?>> sent) throws Exception {
        for (Future<?> each : sent) {
            each.get();
        }
    }

    private static KafkaProducer<String, byte[]> producer() {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", broker.bootstrapServers());
        return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    private static String session(Map<String, Object> row) {
        return joined(
                row,
                "tenant",
                "app",
                "session",
                "started_at",
                "last_seen",
                "events",
                "duplicates",
                "views",
                "page_views",
                "errors",
                "actions",
                "resources",
                "long_tasks",
                "entry_page",
                "exit_page",
                "has_replay",
                "end_reason");
    }

    private static String joined(Map<String, Object> row, String... names) {
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            Object value = row.get(name);
            if (value instanceof Double number) {
                texts.add(new BigDecimal(number.toString()).stripTrailingZeros().toPlainString());
            } else if (value instanceof Boolean flag) {
                texts.add(flag ? "t" : "f");
            } else if (value != null) {
                texts.add((String) value);
            }
        }
        return String.join("|", texts);
    }

    /** A row without the zeros after the point that the database adds. */
    private static String plain(String row) {
        return row.replaceAll("\\.0+(?=\\||$)", "");
    }
}
