package io.convergence.launcher.replay;

import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * Publishes two files merged by event time, each in its own order, with heartbeats to every partition of both topics at
 * each 10 s of event time and on past the last event: 16 min, to the end of every window of a verdict that holds an
 * event, or with objectives 6 h 30 min, at each minute after those 16, to the end of every short window of a burn
 * policy.
 *
 * <p>Each record carries its own event time; one without a usable time carries the time of the stream, as if a broker
 * had stamped it. A record whose key cannot be read goes to a partition by its position.
 */
final class ReplayPublisher {
    /** Milliseconds from the last event to the last heartbeat. */
    static final long RUN_OUT = 16 * 60_000L;

    /** The same with objectives. */
    static final long SLO_RUN_OUT = 390 * 60_000L;

    private static final long SPARSE_INTERVAL = 60_000;

    private final RecordPublisher publisher;
    private final LocalTopics topics;
    private final long runOut;
    private final LongSupplier wallClock;
    private long now;
    private long heartbeats;

    /**
     * A publisher for one replay.
     *
     * @param runOut milliseconds from the last event to the last heartbeat, at least {@link #RUN_OUT}
     * @param wallClock epoch milliseconds; stands in when no line has a time
     */
    ReplayPublisher(RecordPublisher publisher, LocalTopics topics, long runOut, LongSupplier wallClock) {
        this.publisher = publisher;
        this.topics = topics;
        this.runOut = runOut;
        this.wallClock = wallClock;
    }

    /** Publishes all lines and heartbeats; returns when the broker has them. */
    Published publish(TimedLines beacons, TimedLines results) throws IOException {
        now = start(beacons, results);
        long beaconCount = 0;
        long resultCount = 0;
        while (true) {
            TimedLine beacon = beacons.peek();
            TimedLine result = results.peek();
            if (beacon != null && (result == null || beacon.clock() <= result.clock())) {
                send(LocalTopics.BEACONS, beacon, beaconCount++);
                beacons.advance();
            } else if (result != null) {
                send(LocalTopics.SYNTHETIC_RESULTS, result, resultCount++);
                results.advance();
            } else {
                break;
            }
        }
        HeartbeatTicks.between(now, now + RUN_OUT - 1, this::heartbeat);
        for (long after = RUN_OUT; after < runOut; after += SPARSE_INTERVAL) {
            heartbeat(now + after);
        }
        long last = now + runOut;
        heartbeat(last);
        publisher.flush();
        return new Published(beaconCount, resultCount, heartbeats, last);
    }

    private void send(String topic, TimedLine line, long position) {
        if (line.clock() > now) {
            HeartbeatTicks.between(now, line.clock(), this::heartbeat);
            now = line.clock();
        }
        long timestamp = line.timestamp() == RecordHead.NO_TIME ? now : line.timestamp();
        if (line.key() == null) {
            publisher.sendTo((int) (position % topics.count(topic)), topic, timestamp, line.value());
        } else {
            publisher.send(topic, timestamp, line.key(), line.value());
        }
    }

    private void heartbeat(long at) {
        heartbeats += publisher.heartbeat(topics, at);
    }

    private long start(TimedLines beacons, TimedLines results) {
        long first = Math.min(clockOf(beacons), clockOf(results));
        return first == Long.MAX_VALUE ? wallClock.getAsLong() : first;
    }

    private static long clockOf(TimedLines lines) {
        TimedLine head = lines.peek();
        return head == null || head.clock() == RecordHead.NO_TIME ? Long.MAX_VALUE : head.clock();
    }
}
