package io.convergence.launcher.replay;

import io.convergence.kit.kafka.TopicReader;
import io.convergence.launcher.system.FlatJson;
import io.convergence.launcher.system.LocalTopics;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writer of the job's committed output as files, one record value per line. Verdicts and signals are sorted by event time,
 * then key. Rejected and late records, which have no order across partitions, are sorted by their bytes. Equal runs
 * therefore write equal files.
 */
final class JobOutputWriter {
    /** A record value with its sort key. */
    private static final class Line {
        private final long time;
        private final String key;
        private final byte[] value;

        Line(long time, String key, byte[] value) {
            this.time = time;
            this.key = key;
            this.value = value;
        }
    }

    private static final Comparator<Line> BY_TIME_AND_KEY =
            Comparator.<Line>comparingLong(line -> line.time).thenComparing(line -> line.key);

    private final TopicReader reader;
    private final Path directory;
    private final FlatJson json = new FlatJson();

    JobOutputWriter(TopicReader reader, Path directory) {
        this.reader = reader;
        this.directory = directory;
    }

    /** Reads the topics to their end and writes the files. */
    JobOutputCounts write() throws IOException {
        List<Line> verdicts = timed(LocalTopics.VERDICTS, "window_end");
        List<Line> signals = timed(LocalTopics.SIGNAL_EVENTS, "occurred_at");
        writeLines("verdicts.jsonl", values(verdicts));
        writeLines("signals.jsonl", values(signals));
        long changes = count(verdicts, "changed", "true");
        long sloSignals = count(signals, "plane", "slo");

        List<byte[]> rejected = plain(LocalTopics.DEAD_LETTERS);
        List<byte[]> lateBeacons = plain(LocalTopics.LATE_BEACONS);
        List<byte[]> lateResults = plain(LocalTopics.LATE_RESULTS);
        List<byte[]> late = new ArrayList<>(lateBeacons);
        late.addAll(lateResults);
        writeLines("rejected.jsonl", rejected);
        writeLines("late.jsonl", late);
        return new JobOutputCounts(
                verdicts.size(),
                changes,
                signals.size(),
                sloSignals,
                reasons(rejected),
                views(lateBeacons),
                lateResults.size());
    }

    private long count(List<Line> lines, String field, String value) {
        return lines.stream()
                .filter(line -> value.equals(json.members(line.value).get(field)))
                .count();
    }

    private List<Line> timed(String topic, String timeField) {
        List<Line> lines = new ArrayList<>();
        reader.read(topic, message -> {
            if (message.value() != null) {
                String time = json.members(message.value()).getOrDefault(timeField, "0");
                byte[] key = message.key() == null ? new byte[0] : message.key();
                lines.add(new Line(millis(time), new String(key, StandardCharsets.UTF_8), message.value()));
            }
        });
        lines.sort(BY_TIME_AND_KEY);
        return lines;
    }

    private List<byte[]> plain(String topic) {
        List<byte[]> values = new ArrayList<>();
        reader.read(topic, message -> {
            if (message.value() != null) {
                values.add(message.value());
            }
        });
        values.sort(Arrays::compareUnsigned);
        return values;
    }

    /** Epoch milliseconds of a time that is written as epoch milliseconds or by RFC 3339. */
    private static long millis(String time) {
        return time.indexOf('T') < 0
                ? Long.parseLong(time)
                : Instant.parse(time).toEpochMilli();
    }

    private Map<String, Long> reasons(List<byte[]> rejected) {
        Map<String, Long> counts = new TreeMap<>();
        for (byte[] value : rejected) {
            counts.merge(json.members(value).getOrDefault("reason", "-"), 1L, Long::sum);
        }
        return counts;
    }

    private long views(List<byte[]> late) {
        long views = 0;
        for (byte[] value : late) {
            views += Long.parseLong(json.members(value).getOrDefault("views", "1"));
        }
        return views;
    }

    private static List<byte[]> values(List<Line> lines) {
        return lines.stream().map(line -> line.value).toList();
    }

    private void writeLines(String name, List<byte[]> values) throws IOException {
        try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(directory.resolve(name)), 1 << 20)) {
            for (byte[] value : values) {
                output.write(value);
                output.write('\n');
            }
        }
    }
}
