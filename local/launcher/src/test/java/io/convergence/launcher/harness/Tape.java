package io.convergence.launcher.harness;

import io.convergence.core.window.HostKey;
import io.convergence.launcher.replay.StreamPublisher;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/**
 * A stream of records that is published part by part in the order of arrival, with a heartbeat on every partition every
 * 10 s of event time: the input of a job that runs while its input arrives.
 */
public final class Tape {
    private static final long HEARTBEAT_INTERVAL = 10_000;
    private static final long SPARSE_INTERVAL = 60_000;
    private static final long RUN_OUT = StreamPublisher.runOut(false) + HEARTBEAT_INTERVAL;
    private static final long SLO_RUN_OUT = StreamPublisher.runOut(true);

    /** A record and its time of arrival, epoch milliseconds. */
    private record Entry(String topic, String key, long at, String line) {
        static Entry of(String topic, String line, ToLongFunction<String> delay) {
            Members members = Members.of(line);
            return new Entry(
                    topic,
                    new HostKey(members.text("tenant"), members.text("host")).recordKey(),
                    members.number("received_at") + delay.applyAsLong(line),
                    line);
        }
    }

    private final List<Entry> entries;
    private final RecordPublisher publisher;
    private final LocalTopics topics;
    private final Map<String, Integer> played = new HashMap<>();
    private boolean firstPartitionsOnly;
    private int malformedEvery;
    private int malformed;
    private int position;
    private long clock;

    private Tape(List<Entry> entries, RecordPublisher publisher, LocalTopics topics) {
        this.entries = entries;
        this.publisher = publisher;
        this.topics = topics;
        this.clock = entries.get(0).at() / HEARTBEAT_INTERVAL * HEARTBEAT_INTERVAL;
    }

    /** The stream of a test vector; every record arrives at its event time. */
    public static Tape of(TestVector vector, RecordPublisher publisher, LocalTopics topics) {
        return of(vector.beacons(), vector.results(), line -> 0, publisher, topics);
    }

    /**
     * A stream of beacons and results. Results arrive at their event time.
     *
     * @param delay milliseconds from the event time of a beacon to its arrival, by its line
     */
    public static Tape of(
            List<String> beacons,
            List<String> results,
            ToLongFunction<String> delay,
            RecordPublisher publisher,
            LocalTopics topics) {
        return of(beacons, results, delay, result -> 0, publisher, topics);
    }

    /** A stream of beacons and results, each with its delay in milliseconds from event time to arrival, by its line. */
    public static Tape of(
            List<String> beacons,
            List<String> results,
            ToLongFunction<String> beaconDelay,
            ToLongFunction<String> resultDelay,
            RecordPublisher publisher,
            LocalTopics topics) {
        List<Entry> entries = new ArrayList<>();
        beacons.forEach(line -> entries.add(Entry.of(LocalTopics.BEACONS, line, beaconDelay)));
        results.forEach(line -> entries.add(Entry.of(LocalTopics.SYNTHETIC_RESULTS, line, resultDelay)));
        entries.sort(Comparator.comparingLong(Entry::at));
        return new Tape(entries, publisher, topics);
    }

    /** Inserts a malformed record after every {@code every} records of a topic. */
    public Tape withMalformedRecords(int every) {
        malformedEvery = every;
        return this;
    }

    /** Leaves partitions that are added without records: every record stays in the partition that its key has now. */
    public Tape withFirstPartitionsOnly() {
        firstPartitionsOnly = true;
        return this;
    }

    /** The number of malformed records published so far. */
    public int malformed() {
        return malformed;
    }

    /** Publishes up to a share of all records, in [0, 1]; returns the time of the last heartbeat, epoch milliseconds. */
    public long playTo(double share) {
        return play((int) (share * entries.size()));
    }

    /** Publishes the records that arrive before an instant, epoch milliseconds; returns the time of the last heartbeat. */
    public long playBefore(long at) {
        int end = position;
        while (end < entries.size() && entries.get(end).at() < at) {
            end++;
        }
        return play(end);
    }

    /** Publishes the rest, and heartbeats until every verdict window has ended; returns the time of the last heartbeat. */
    public long playOut() {
        playTo(1);
        beatTo(clock + RUN_OUT);
        publisher.flush();
        return clock;
    }

    /**
     * Publishes the rest, and heartbeats until every short window of the burn policies has ended; returns the time of the
     * last heartbeat.
     */
    public long playOutWithObjectives() {
        playTo(1);
        long end = clock + SLO_RUN_OUT;
        playOut();
        while (clock < end) {
            clock += SPARSE_INTERVAL;
            publisher.heartbeat(topics, clock);
        }
        publisher.flush();
        return clock;
    }

    private long play(int end) {
        while (position < end) {
            Entry entry = entries.get(position++);
            beatTo(entry.at());
            send(entry, entry.line().getBytes(StandardCharsets.UTF_8));
            if (malformedEvery > 0 && played.merge(entry.topic(), 1, Integer::sum) % malformedEvery == 0) {
                send(entry, MalformedRecords.value(malformed++));
            }
        }
        publisher.flush();
        return clock;
    }

    private void send(Entry entry, byte[] value) {
        if (firstPartitionsOnly) {
            byte[] key = entry.key().getBytes(StandardCharsets.UTF_8);
            int partition = BuiltInPartitioner.partitionForKey(key, topics.count(entry.topic()));
            publisher.sendTo(partition, entry.topic(), entry.at(), entry.key(), value);
        } else {
            publisher.send(entry.topic(), entry.at(), entry.key(), value);
        }
    }

    private void beatTo(long at) {
        while (clock + HEARTBEAT_INTERVAL <= at) {
            clock += HEARTBEAT_INTERVAL;
            publisher.heartbeat(topics, clock);
        }
    }
}
