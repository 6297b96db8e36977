package io.convergence.launcher.harness;

import io.convergence.core.window.HostKey;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;

/**
 * Generated views of one host. Each minute has five bad views, and a number of good views that differs from that of an hour
 * before.
 */
public final class ViewMinutes {
    /** A minute, milliseconds. */
    public static final long MINUTE = 60_000;

    private static final String HOST = "web.acme.example";
    private static final int BAD = 5;

    private final Stage stage;
    private final RecordPublisher publisher;

    /** A generator for the topics of a stage. */
    public ViewMinutes(Stage stage, RecordPublisher publisher) {
        this.stage = stage;
        this.publisher = publisher;
    }

    /** Publishes the views of the minutes in {@code [from, to)}, with a heartbeat at the end of each. */
    public void play(long from, long to) {
        for (long minute = from; minute < to; minute++) {
            long start = startOf(minute);
            for (int i = 0; i < BAD + good(minute); i++) {
                String line = Lines.view("v" + minute + '-' + i, HOST, start + i, i < BAD ? 1 : 0);
                byte[] value = line.getBytes(StandardCharsets.UTF_8);
                publisher.send(LocalTopics.BEACONS, start + i, new HostKey(Lines.TENANT, HOST).recordKey(), value);
            }
            publisher.heartbeat(stage.topics(), start + MINUTE);
        }
        publisher.flush();
    }

    /** Publishes a heartbeat that triggers the evaluation of a minute's start, but of no later boundary; returns its time. */
    public long close(long minute) {
        long at = startOf(minute) + 50_000;
        publisher.heartbeat(stage.topics(), at);
        publisher.flush();
        return at;
    }

    /** The start of a minute by its index, epoch milliseconds. */
    public static long startOf(long minute) {
        return Lines.START + minute * MINUTE;
    }

    /** The counts of the minutes in {@code [from, to)}, as {@code good bad}. */
    public static String counts(long from, long to) {
        return LongStream.range(from, to).map(ViewMinutes::good).sum() + " " + (to - from) * BAD;
    }

    private static long good(long minute) {
        return 15 + minute % 7;
    }
}
