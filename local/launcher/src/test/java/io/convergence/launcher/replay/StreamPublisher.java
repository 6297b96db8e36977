package io.convergence.launcher.replay;

import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Publisher of lists of lines, in the same way as a replay publishes files. */
public final class StreamPublisher {
    private static final long MAX_AHEAD = 60_000;

    private StreamPublisher() {}

    /** Time from the last event to the last heartbeat, milliseconds. */
    public static long runOut(boolean withObjectives) {
        return withObjectives ? ReplayPublisher.SLO_RUN_OUT : ReplayPublisher.RUN_OUT;
    }

    /**
     * Publishes beacons and synthetic results; returns the event time of the last heartbeat, epoch milliseconds.
     *
     * @param runOut time from the last event to the last heartbeat, milliseconds
     */
    public static long publish(
            RecordPublisher publisher, LocalTopics topics, long runOut, List<String> beacons, List<String> results)
            throws IOException {
        try (TimedLines beaconLines = lines(beacons);
                TimedLines resultLines = lines(results)) {
            return new ReplayPublisher(publisher, topics, runOut, () -> 0L)
                    .publish(beaconLines, resultLines, lines(List.of()))
                    .lastHeartbeat();
        }
    }

    private static TimedLines lines(List<String> lines) throws IOException {
        byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return new TimedLines(new LineReader(new ByteArrayInputStream(bytes), bytes.length), MAX_AHEAD);
    }
}
