package io.convergence.local.replay;

import io.convergence.local.system.LocalTopics;
import io.convergence.local.system.RecordPublisher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Publishes lines as a replay publishes files. */
public final class StreamPublisher {
    private static final long MAX_AHEAD = 60_000;

    private StreamPublisher() {}

    /** Publishes beacons and synthetic results; returns the time of the last heartbeat, epoch milliseconds. */
    public static long publish(
            RecordPublisher publisher, LocalTopics topics, List<String> beacons, List<String> results)
            throws IOException {
        try (TimedLines beaconLines = lines(beacons);
                TimedLines resultLines = lines(results)) {
            return new ReplayPublisher(publisher, topics, ReplayPublisher.RUN_OUT, () -> 0L)
                    .publish(beaconLines, resultLines)
                    .lastHeartbeat();
        }
    }

    private static TimedLines lines(List<String> lines) throws IOException {
        byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return new TimedLines(new LineReader(new ByteArrayInputStream(bytes), bytes.length), MAX_AHEAD);
    }
}
