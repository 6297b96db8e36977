package io.convergence.jobs;

import io.convergence.core.event.RumEvent;
import io.convergence.jobs.postgres.Store;
import io.convergence.kit.kafka.TopicReader;
import io.convergence.kit.wait.Waiting;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;

/**
 * Topics and the database of runs of the sessions job over {@link SignalEvents}, and the signals that it makes of them. The
 * name of the run decides how the events of different sessions are shuffled, and at which of them a run is cut into two parts.
 */
final class EventSignalsRun {
    private static final int PARTITIONS = 4;
    private static final long OUT_OF_ORDERNESS = 5_000;

    private final String brokers;
    private final String name;
    private final Store store = Store.create();
    private final List<RumEvent> events;
    private final int cut;

    private EventSignalsRun(String brokers, String name, List<RumEvent> events, int cut) {
        this.brokers = brokers;
        this.name = name;
        this.events = events;
        this.cut = cut;
    }

    /** Creates the topics and the database. */
    static EventSignalsRun create(String brokers, String name) {
        Random random = new Random(name.hashCode());
        List<RumEvent> events = SignalEvents.shuffled(random);
        SessionsSamples.createTopics(brokers, name, PARTITIONS);
        int cut = events.size() / 8 + random.nextInt(events.size() * 3 / 4);
        return new EventSignalsRun(brokers, name, events, cut);
    }

    /** Starts the job, from a savepoint unless that is null. */
    JobClient start(int parallelism, String backend, @Nullable String savepoint) throws Exception {
        Configuration configuration =
                SessionsSamples.configuration(brokers, store, name, "state.backend.type", backend);
        if (savepoint != null) {
            configuration.setString("execution.state-recovery.path", savepoint);
        }
        return SessionsSamples.start(name, configuration, parallelism);
    }

    /** Publishes the first part of the events, and waits until the job has fired or counted something of it. */
    void publishFirstPart() throws Exception {
        publish(events.subList(0, cut), events.get(cut - 1).receivedAt() - OUT_OF_ORDERNESS);
        Waiting.until(
                "most of the first part to be counted",
                () -> store.query("SELECT coalesce(sum(events + duplicates), 0) >= " + cut / 4 + " FROM rum_sessions")
                        .get(0)
                        .equals("t"));
    }

    /** Publishes the second part of the events and lets event time pass the end of all signals. */
    void publishSecondPart() {
        publish(events.subList(cut, events.size()), SignalEvents.END);
    }

    /** Waits until event time has passed the end of all sessions. */
    void awaitEnd() throws Exception {
        Waiting.until(
                "all sessions to end",
                () -> store.query(
                                "SELECT count(*) FILTER (WHERE end_reason IS NULL) || '|' || count(DISTINCT tenant || session) "
                                        + "FROM rum_sessions")
                        .get(0)
                        .equals("0|" + SignalEvents.SESSIONS));
    }

    /** The rows of signals, groups and minutes of errors as JSON, sorted. */
    List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : new String[] {"signals", "rum_error_groups", "rum_error_minutes"}) {
            store.query("SELECT to_jsonb(t) FROM " + table + " AS t").forEach(row -> rows.add(table + row));
        }
        rows.sort(Comparator.naturalOrder());
        return rows;
    }

    /** The rows of a tenant in every table of events, and its signals but for their ids and texts, without the tenant. */
    List<String> rowsOf(String tenant) throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : new String[] {
            "rum_sessions", "rum_timeline", "rum_metric_minutes", "rum_error_groups", "rum_error_minutes"
        }) {
            store.query("SELECT to_jsonb(t) - 'tenant' FROM " + table + " AS t WHERE tenant = '" + tenant + "'")
                    .forEach(row -> rows.add(table + row));
        }
        rows.addAll(store.query("SELECT concat_ws('|', kind, app, host, slo_group, status, reason, episode, sequence, "
                + "starts_at, ends_at, evidence) FROM signals WHERE tenant = '" + tenant + "'"));
        rows.sort(Comparator.naturalOrder());
        return rows;
    }

    /** Every published signal once, without the wall clock: a signal that was published again is equal otherwise. */
    Set<String> published() {
        Set<String> signals = new TreeSet<>();
        new TopicReader(brokers)
                .read(
                        "signals.events." + name,
                        record -> signals.add(new String(record.value(), StandardCharsets.UTF_8)
                                .replaceAll("\"(emitted_at|lastReceived)\":\"[^\"]*\",", "")));
        return signals;
    }

    /** How many signals of a kind have a status. */
    int count(String kind, String status) throws SQLException {
        return Integer.parseInt(
                store.query("SELECT count(*) FROM signals WHERE kind = '" + kind + "' AND status = '" + status + "'")
                        .get(0));
    }

    private void publish(List<RumEvent> part, long heartbeat) {
        SessionsSamples.publish(brokers, "rum.events." + name, PARTITIONS, part, heartbeat);
    }
}
