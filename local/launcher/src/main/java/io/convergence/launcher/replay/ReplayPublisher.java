package io.convergence.launcher.replay;

import static java.util.Objects.requireNonNull;

import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Publisher of files of beacons, results and events, merged by event time, each in its own order. Every partition of their
 * topics gets a heartbeat at each multiple of 10 s of event time, and after the last event until every window with an event
 * has ended: for 16 min (verdicts), or with objectives for 6 h 30 min (the longest short window of a burn policy), there
 * once a minute after the first 16.
 *
 * <p>The timestamp of a record is its own event time, or the time of the stream when it has no usable one, as if a broker
 * had stamped it. A record without a readable key goes to a partition by its position in the file.
 */
final class ReplayPublisher {
    /** Time from the last event to the last heartbeat without objectives, milliseconds. */
    static final long RUN_OUT = 16 * 60_000L;

    /** Time from the last event to the last heartbeat with objectives, milliseconds. */
    static final long SLO_RUN_OUT = 390 * 60_000L;

    private static final long SPARSE_INTERVAL = 60_000;

    /** Topics of the files, in the order in which the earlier of two lines of one time is published first. */
    private static final List<String> TOPICS =
            List.of(LocalTopics.BEACONS, LocalTopics.SYNTHETIC_RESULTS, LocalTopics.EVENTS);

    private final RecordPublisher publisher;
    private final LocalTopics topics;
    private final long runOut;
    private final LongSupplier wallClock;
    private long now;
    private long heartbeats;

    /**
     * Creates a publisher for one replay.
     *
     * @param runOut time from the last event to the last heartbeat, milliseconds, at least {@link #RUN_OUT}
     * @param wallClock epoch milliseconds; used when no line has a time
     */
    ReplayPublisher(RecordPublisher publisher, LocalTopics topics, long runOut, LongSupplier wallClock) {
        this.publisher = publisher;
        this.topics = topics;
        this.runOut = runOut;
        this.wallClock = wallClock;
    }

    /**
     * Publishes all lines and heartbeats; returns when the broker has acknowledged them.
     *
     * @param events lines of the file of events; without their topic there must be none
     */
    PublishedCounts publish(TimedLines beacons, TimedLines results, TimedLines events) throws IOException {
        List<TimedLines> files = List.of(beacons, results, events);
        now = start(files);
        long[] counts = new long[TOPICS.size()];
        for (int file = earliest(files); file >= 0; file = earliest(files)) {
            TimedLines lines = files.get(file);
            send(TOPICS.get(file), requireNonNull(lines.peek()), counts[file]++);
            lines.advance();
        }
        HeartbeatTicks.between(now, now + RUN_OUT - 1, this::heartbeat);
        for (long after = RUN_OUT; after < runOut; after += SPARSE_INTERVAL) {
            heartbeat(now + after);
        }
        long last = now + runOut;
        heartbeat(last);
        publisher.flush();
        return new PublishedCounts(counts[0], counts[1], counts[2], heartbeats, last);
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

    /** Position of the file with the earliest line, the first of several, or -1 at the end of all. */
    private static int earliest(List<TimedLines> files) {
        int earliest = -1;
        long least = Long.MAX_VALUE;
        for (int file = 0; file < files.size(); file++) {
            TimedLine head = files.get(file).peek();
            if (head != null && head.clock() < least) {
                least = head.clock();
                earliest = file;
            }
        }
        return earliest;
    }

    private long start(List<TimedLines> files) {
        long first = Long.MAX_VALUE;
        for (TimedLines lines : files) {
            first = Math.min(first, clockOf(lines));
        }
        return first == Long.MAX_VALUE ? wallClock.getAsLong() : first;
    }

    private static long clockOf(TimedLines lines) {
        TimedLine head = lines.peek();
        return head == null || head.clock() == RecordHead.NO_TIME ? Long.MAX_VALUE : head.clock();
    }
}
