package io.convergence.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.TopicReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the job has committed to its topics. Each topic is read once, when it is first asked for. */
final class Output {
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

    Output(TopicReader reader) {
        this.reader = reader;
    }

    /** The records of a topic, in order per key. */
    List<OutputRecord> of(String topic) {
        return read.computeIfAbsent(topic, name -> {
            List<OutputRecord> records = new ArrayList<>();
            reader.read(name, message -> records.add(OutputRecord.of(message)));
            return records;
        });
    }

    /** The values of a topic, without tombstones. */
    List<Members> values(String topic) {
        return of(topic).stream()
                .filter(message -> message.value() != null)
                .map(OutputRecord::members)
                .toList();
    }

    List<Members> verdicts() {
        return values(LocalTopics.VERDICTS);
    }

    List<Members> signals() {
        return values(LocalTopics.SIGNAL_EVENTS);
    }

    /** The signals of burning budgets, in order per dedup key. */
    List<Members> burns() {
        return signals().stream()
                .filter(signal -> signal.text("plane").equals("slo"))
                .toList();
    }

    /** The changes of verdict of a host, as {@code window_end verdict}, in their order. */
    List<String> changesOf(String host) {
        return verdicts().stream()
                .filter(verdict -> verdict.text("host").equals(host) && verdict.flag("changed"))
                .map(verdict -> verdict.joined("window_end", "verdict"))
                .toList();
    }

    /** The verdict of a host at a boundary, epoch milliseconds. */
    Members verdictOf(String host, long windowEnd) {
        return verdicts().stream()
                .filter(verdict -> verdict.text("host").equals(host) && verdict.number("window_end") == windowEnd)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no verdict of " + host + " at " + windowEnd));
    }

    /** Everything but the time of writing, sorted, by topic: equal for equal runs. */
    Map<String, List<String>> withoutEmissionTime() {
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

    /** Fails when a verdict of a boundary or a signal was committed a second time. */
    void holdsNothingTwice() {
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
