package io.convergence.launcher.harness;

import io.convergence.core.window.HostKey;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;

/** Views of one host: in each minute five bad ones, and good ones never as many as an hour before. */
public final class ViewMinutes {
    public static final long MINUTE = 60_000;

    private static final String HOST = "web.acme.example";
    private static final int BAD = 5;

    private final Stage stage;
    private final RecordPublisher publisher;

    public ViewMinutes(Stage stage, RecordPublisher publisher) {
        this.stage = stage;
        this.publisher = publisher;
    }

    /** Publishes the minutes in {@code [from, to)}, with a heartbeat at the end of each. */
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

    /** Publishes the heartbeat that lets a boundary be evaluated and none after it; returns its time. */
    public long close(long minute) {
        long at = startOf(minute) + 50_000;
        publisher.heartbeat(stage.topics(), at);
        publisher.flush();
        return at;
    }

    /** Epoch milliseconds. */
    public static long startOf(long minute) {
        return Lines.START + minute * MINUTE;
    }

    /** {@code good bad} of the minutes in {@code [from, to)}. */
    public static String counts(long from, long to) {
        return LongStream.range(from, to).map(ViewMinutes::good).sum() + " " + (to - from) * BAD;
    }

    private static long good(long minute) {
        return 15 + minute % 7;
    }
}
