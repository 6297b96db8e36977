package io.convergence.local;

import io.convergence.local.system.LocalTopics;
import io.convergence.local.system.RecordPublisher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The records of a vector in the order of their event time, published part by part with a heartbeat on every partition
 * at each 10 s: what a job sees that runs while its input arrives.
 */
final class Tape {
    private static final long HEARTBEAT_INTERVAL = 10_000;
    private static final long RUN_OUT = 960_000;

    /** One record. */
    private record Entry(String topic, String key, long at, String line) {
        static Entry of(String topic, String line) {
            Members members = Members.of(line);
            return new Entry(
                    topic, members.text("tenant") + '|' + members.text("host"), members.number("received_at"), line);
        }
    }

    private final List<Entry> entries;
    private final RecordPublisher publisher;
    private final LocalTopics topics;
    private int position;
    private long clock;

    private Tape(List<Entry> entries, RecordPublisher publisher, LocalTopics topics) {
        this.entries = entries;
        this.publisher = publisher;
        this.topics = topics;
        this.clock = entries.get(0).at() / HEARTBEAT_INTERVAL * HEARTBEAT_INTERVAL;
    }

    static Tape of(Mix mix, RecordPublisher publisher, LocalTopics topics) {
        List<Entry> entries = new ArrayList<>(Stream.concat(
                        mix.beacons().stream().map(line -> Entry.of(LocalTopics.BEACONS, line)),
                        mix.results().stream().map(line -> Entry.of(LocalTopics.SYNTHETIC_RESULTS, line)))
                .toList());
        entries.sort(Comparator.comparingLong(Entry::at));
        return new Tape(entries, publisher, topics);
    }

    /** Plays up to a share of all records, in [0, 1]; returns the time of the last heartbeat, epoch milliseconds. */
    long playTo(double share) {
        int end = (int) (share * entries.size());
        while (position < end) {
            Entry entry = entries.get(position++);
            beatTo(entry.at());
            publisher.send(entry.topic(), entry.at(), entry.key(), entry.line().getBytes(StandardCharsets.UTF_8));
        }
        publisher.flush();
        return clock;
    }

    /** Plays the rest, and heartbeats until every window is over; returns the time of the last one. */
    long playOut() {
        playTo(1);
        beatTo(clock + RUN_OUT + HEARTBEAT_INTERVAL);
        publisher.flush();
        return clock;
    }

    private void beatTo(long at) {
        while (clock + HEARTBEAT_INTERVAL <= at) {
            clock += HEARTBEAT_INTERVAL;
            publisher.heartbeat(topics, clock);
        }
    }
}
