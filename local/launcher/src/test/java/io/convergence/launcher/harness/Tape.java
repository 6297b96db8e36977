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

/**
 * Records in the order in which they come, published part by part with a heartbeat on every partition at each 10 s: what
 * a job sees that runs while its input arrives.
 */
public final class Tape {
    private static final long HEARTBEAT_INTERVAL = 10_000;
    private static final long SPARSE_INTERVAL = 60_000;
    private static final long RUN_OUT = StreamPublisher.runOut(false) + HEARTBEAT_INTERVAL;
    private static final long SLO_RUN_OUT = StreamPublisher.runOut(true);

    /** One record and when it comes. */
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
    private int poisonEvery;
    private int poisoned;
    private int position;
    private long clock;

    private Tape(List<Entry> entries, RecordPublisher publisher, LocalTopics topics) {
        this.entries = entries;
        this.publisher = publisher;
        this.topics = topics;
        this.clock = entries.get(0).at() / HEARTBEAT_INTERVAL * HEARTBEAT_INTERVAL;
    }

    /** A vector whose every record comes at its event time. */
    public static Tape of(TestVector mix, RecordPublisher publisher, LocalTopics topics) {
        return of(mix.beacons(), mix.results(), line -> 0, publisher, topics);
    }

    /**
     * Beacons and results.
     *
     * @param delay milliseconds from the event time of a beacon, given as its line, to its coming
     */
    public static Tape of(
            List<String> beacons,
            List<String> results,
            ToLongFunction<String> delay,
            RecordPublisher publisher,
            LocalTopics topics) {
        return of(beacons, results, delay, result -> 0, publisher, topics);
    }

    /** Beacons and results, each held up by its own delay, milliseconds. */
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

    /** After each so many records of a topic there is one that nobody can make sense of. */
    public Tape withPoison(int every) {
        poisonEvery = every;
        return this;
    }

    /** How many of those there were. */
    public int poisoned() {
        return poisoned;
    }

    /** Plays up to a share of all records, in [0, 1]; returns the time of the last heartbeat, epoch milliseconds. */
    public long playTo(double share) {
        return play((int) (share * entries.size()));
    }

    /** Plays every record that comes before an instant, epoch milliseconds; returns the time of the last heartbeat. */
    public long playBefore(long at) {
        int end = position;
        while (end < entries.size() && entries.get(end).at() < at) {
            end++;
        }
        return play(end);
    }

    /** Plays the rest, and heartbeats until every window of a verdict is over; returns the time of the last one. */
    public long playOut() {
        playTo(1);
        beatTo(clock + RUN_OUT);
        publisher.flush();
        return clock;
    }

    /** Plays the rest, and heartbeats until every short window of a burn policy is over; returns the last one's time. */
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
            publisher.send(entry.topic(), entry.at(), entry.key(), entry.line().getBytes(StandardCharsets.UTF_8));
            if (poisonEvery > 0 && played.merge(entry.topic(), 1, Integer::sum) % poisonEvery == 0) {
                publisher.send(entry.topic(), entry.at(), entry.key(), MalformedRecords.value(poisoned++));
            }
        }
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
