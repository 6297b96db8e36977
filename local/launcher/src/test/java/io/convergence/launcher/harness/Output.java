package io.convergence.launcher.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.kit.kafka.TopicReader;
import io.convergence.launcher.system.LocalTopics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The records that a job has committed to its topics. Each topic is read once, at its first use. */
public final class Output {
    private static final List<String> TOPICS = List.of(
            LocalTopics.VERDICTS,
            LocalTopics.SIGNAL_EVENTS,
            LocalTopics.SIGNAL_STATE,
            LocalTopics.DEAD_LETTERS,
            LocalTopics.LATE_BEACONS,
            LocalTopics.LATE_RESULTS,
            LocalTopics.LATE_SLO);

    private final TopicReader reader;
    private final Map<String, List<OutputRecord>> read = new HashMap<>();

    /** The output on the broker of a reader. */
    public Output(TopicReader reader) {
        this.reader = reader;
    }

    /** The records of a topic, in order per key. */
    public List<OutputRecord> of(String topic) {
        return read.computeIfAbsent(topic, name -> {
            List<OutputRecord> records = new ArrayList<>();
            reader.read(name, message -> records.add(OutputRecord.of(message)));
            return records;
        });
    }

    /** The values of a topic, without tombstones. */
    public List<Members> values(String topic) {
        return of(topic).stream()
                .filter(message -> message.value() != null)
                .map(OutputRecord::members)
                .toList();
    }

    /** The verdicts, in order per key. */
    public List<Members> verdicts() {
        return values(LocalTopics.VERDICTS);
    }

    /** The signals, in order per dedup key. */
    public List<Members> signals() {
        return values(LocalTopics.SIGNAL_EVENTS);
    }

    /** The burn-rate signals, in order per dedup key. */
    public List<Members> burns() {
        return signals().stream()
                .filter(signal -> signal.text("plane").equals("slo"))
                .toList();
    }

    /** The verdict changes of a host, as {@code window_end verdict}, in their order. */
    public List<String> changesOf(String host) {
        return verdicts().stream()
                .filter(verdict -> verdict.text("host").equals(host) && verdict.flag("changed"))
                .map(verdict -> verdict.joined("window_end", "verdict"))
                .toList();
    }

    /** The verdict of a host at a boundary, epoch milliseconds. */
    public Members verdictOf(String host, long windowEnd) {
        return verdicts().stream()
                .filter(verdict -> verdict.text("host").equals(host) && verdict.number("window_end") == windowEnd)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no verdict of " + host + " at " + windowEnd));
    }

    /** Sorted records by topic, without the time of writing: equal for equal runs. */
    public Map<String, List<String>> withoutEmissionTime() {
        Map<String, List<String>> all = new TreeMap<>();
        for (String topic : TOPICS) {
            all.put(
                    topic,
                    of(topic).stream()
                            .map(message -> topic.equals(LocalTopics.DEAD_LETTERS)
                                    ? message.withoutTimes()
                                    : message.withoutEmissionTime())
                            .sorted()
                            .toList());
        }
        return all;
    }

    /** Asserts that no verdict of a boundary and no signal was committed twice. */
    public void assertNoDuplicates() {
        Set<String> seen = new HashSet<>();
        for (Members verdict : verdicts()) {
            String place = verdict.joined("tenant", "app", "host", "window_end");
            assertThat(seen.add(place)).as("first verdict of %s", place).isTrue();
        }
        for (Members signal : signals()) {
            assertThat(seen.add(signal.text("id")))
                    .as("first signal of %s", signal)
                    .isTrue();
        }
    }
}
