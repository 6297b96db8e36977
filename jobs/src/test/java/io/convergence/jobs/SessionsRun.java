package io.convergence.jobs;

import io.convergence.core.codec.EventEncoder;
import io.convergence.core.codec.HeartbeatEncoder;
import io.convergence.core.event.RumEvent;
import io.convergence.core.samples.VectorEvents;
import io.convergence.jobs.postgres.Store;
import io.convergence.kit.wait.Waiting;
import java.nio.file.Path;
import java.sql.SQLException;
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
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Events, topics and the database of runs of the sessions job. The events are those of the vectors of sessions and vitals,
 * each vital three times, shuffled between sessions. The name of the run decides their order, and at which of them a run is
 * cut into two parts.
 */
final class SessionsRun {
    private static final int PARTITIONS = 4;
    private static final long OUT_OF_ORDERNESS = 5_000;

    private final String brokers;
    private final String name;
    private final Store store;
    private final List<RumEvent> events;

    /** Number of events of the first part. */
    private final int cut;

    private SessionsRun(String brokers, String name, Store store, List<RumEvent> events) {
        this.brokers = brokers;
        this.name = name;
        this.store = store;
        this.events = events;
        Random random = new Random(name.hashCode() + 1);
        this.cut = name.equals(SessionsSavepoint.RUN)
                ? events.size() / 2
                : events.size() / 8 + random.nextInt(events.size() * 3 / 4);
    }

    /** Creates the topics and the database. */
    static SessionsRun create(String brokers, String name) {
        SessionsRun run = new SessionsRun(brokers, name, Store.create(), shuffled(name));
        SessionsSamples.createTopics(brokers, name, PARTITIONS);
        return run;
    }

    /** This run with the same topics and another database. */
    SessionsRun withEmptyDatabase() {
        return new SessionsRun(brokers, name, Store.create(), events);
    }

    /** The database. */
    Store store() {
        return store;
    }

    /** The receipt of the newest event of the first part, epoch milliseconds. */
    long place() {
        return firstPart().stream().mapToLong(RumEvent::receivedAt).max().orElseThrow();
    }

    /** Starts the job, from a savepoint unless that is null. */
    JobClient start(int parallelism, String backend, @Nullable String savepoint) throws Exception {
        Configuration configuration = SessionsSamples.configuration(
                brokers,
                store,
                name,
                "budget.min-samples",
                "10",
                "execution.checkpointing.data-inline-threshold",
                "0 b",
                "state.backend.type",
                backend);
        if (savepoint != null) {
            configuration.setString("execution.state-recovery.path", savepoint);
        }
        return SessionsSamples.start(name, configuration, parallelism);
    }

    /** Stops a job with a savepoint in a directory as soon as all its tasks run; rows may arrive before some of them do. */
    static String stop(JobClient job, Path directory) throws Exception {
        String[] savepoint = {""};
        Waiting.until("every task of the job to run", () -> {
            try {
                savepoint[0] = job.stopWithSavepoint(false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
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

    /** Publishes the first part of the events. */
    void publishFirstPart() throws Exception {
        publish(firstPart());
        heartbeat(events.get(cut - 1).receivedAt() - OUT_OF_ORDERNESS);
    }

    /** Publishes the second part of the events. */
    void publishSecondPart() throws Exception {
        publish(events.subList(cut, events.size()));
    }

    /** Waits until the job has counted a number of events. */
    void awaitEvents(int count) throws Exception {
        Waiting.until(
                count + " events to be counted",
                () -> store.query("SELECT coalesce(sum(events + duplicates), 0) >= " + count + " FROM rum_sessions")
                        .get(0)
                        .equals("t"));
    }

    /** Waits until the job has counted most events of the first part of the golden run. */
    void awaitFirstPart() throws Exception {
        awaitEvents(events.size() / 4);
    }

    /** Lets event time pass the last event, and waits until all sessions but the open ones have ended. */
    void finish() throws Exception {
        heartbeat((long) VectorEvents.number(VectorEvents.content("sessions.json"), "end") + OUT_OF_ORDERNESS + 1);
        Waiting.until(
                "all sessions to end but the open ones",
                () -> store.query("SELECT string_agg(tenant || session, ',' ORDER BY session) FROM rum_sessions "
                                + "WHERE end_reason IS NULL")
                        .get(0)
                        .equals("acmelong,acmeopen"));
    }

    /** The sorted rows as JSON of all tables of events that are later than a time in epoch milliseconds. */
    List<String> rowsAfter(long millis) throws SQLException {
        String[] tables = {
            "rum_sessions last_seen",
            "rum_timeline received_at",
            "rum_metric_minutes minute",
            "rum_error_groups last_seen",
            "rum_error_minutes minute",
            "rum_replay_segments received_at",
            "rum_erasures requested_at"
        };
        List<String> rows = new ArrayList<>();
        for (String each : tables) {
            String table = each.substring(0, each.indexOf(' '));
            String time = each.substring(each.indexOf(' ') + 1);
            store.query("SELECT to_jsonb(t) FROM " + table + " AS t WHERE " + time + " > to_timestamp(" + millis
                            + " / 1000.0)")
                    .forEach(row -> rows.add(table + row));
        }
        rows.sort(Comparator.naturalOrder());
        return rows;
    }

    /** The rows of signals as JSON, sorted. */
    List<String> signals() throws SQLException {
        return store.query("SELECT to_jsonb(s) FROM signals AS s ORDER BY dedup_key, episode");
    }

    private String topic() {
        return "rum.events." + name;
    }

    private List<RumEvent> firstPart() {
        return events.subList(0, cut);
    }

    /** The events of both vectors, those of vitals three times and of a tenant of their own, shuffled between sessions. */
    private static List<RumEvent> shuffled(String name) {
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

    private void publish(List<RumEvent> events) throws Exception {
        EventEncoder encoder = new EventEncoder();
        List<Future<?>> sent = new ArrayList<>();
        try (KafkaProducer<String, byte[]> producer = producer()) {
            for (RumEvent event : events) {
                int partition = Math.floorMod(event.recordKey().hashCode(), PARTITIONS);
                sent.add(producer.send(new ProducerRecord<>(
                        topic(), partition, event.receivedAt(), event.recordKey(), encoder.encode(event))));
            }
        }
        await(sent);
    }

    private void heartbeat(long at) throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        try (KafkaProducer<String, byte[]> producer = producer()) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                sent.add(
                        producer.send(new ProducerRecord<>(topic(), partition, at, null, HeartbeatEncoder.encode(at))));
            }
        }
        await(sent);
    }

    private static void await(List<Future<?>> sent) throws Exception {
        for (Future<?> each : sent) {
            each.get();
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", brokers);
        return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }
}
