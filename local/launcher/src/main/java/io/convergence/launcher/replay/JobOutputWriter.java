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
import java.util.Set;
import java.util.TreeMap;

/**
 * Writer of the job's committed output as files, one record value per line. Verdicts and signals are sorted by event time,
 * then key. Rejected and late records, which have no order across partitions, are sorted by their bytes. Equal runs
 * therefore write equal files.
 */
final class JobOutputWriter {
    /** A record value with its sort key, and whether it is counted. */
    private static final class Line {
        private final long time;
        private final String key;
        private final boolean counted;
        private final byte[] value;

        Line(long time, String key, boolean counted, byte[] value) {
            this.time = time;
            this.key = key;
            this.counted = counted;
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
        List<Line> verdicts = timed(LocalTopics.VERDICTS, "window_end", "changed", "true");
        List<Line> signals = timed(LocalTopics.SIGNAL_EVENTS, "occurred_at", "plane", "slo");
        writeLines("verdicts.jsonl", values(verdicts));
        writeLines("signals.jsonl", values(signals));
        long changes = counted(verdicts);
        long sloSignals = counted(signals);

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

    private static long counted(List<Line> lines) {
        return lines.stream().filter(line -> line.counted).count();
    }

    /** The records of a topic, sorted; those are counted in which a field has a value. */
    private List<Line> timed(String topic, String timeField, String field, String value) {
        Set<String> fields = Set.of(timeField, field);
        List<Line> lines = new ArrayList<>();
        reader.read(topic, message -> {
            if (message.value() != null) {
                Map<String, String> members = json.members(message.value(), fields);
                byte[] key = message.key() == null ? new byte[0] : message.key();
                lines.add(new Line(
                        millis(members.getOrDefault(timeField, "0")),
                        new String(key, StandardCharsets.UTF_8),
                        value.equals(members.get(field)),
                        message.value()));
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
            counts.merge(json.members(value, Set.of("reason")).getOrDefault("reason", "-"), 1L, Long::sum);
        }
        return counts;
    }

    private long views(List<byte[]> late) {
        long views = 0;
        for (byte[] value : late) {
            views += Long.parseLong(json.members(value, Set.of("views")).getOrDefault("views", "1"));
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
