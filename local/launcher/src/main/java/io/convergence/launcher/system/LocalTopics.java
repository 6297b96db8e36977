package io.convergence.launcher.system;

import io.convergence.jobs.settings.SessionsOptions;
import io.convergence.jobs.settings.TransportOptions;
import io.convergence.kit.kafka.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The topics of the system with their partition counts. They keep every record whatever its timestamp, and compaction
 * never runs, so that the whole history of a run can be read to its end.
 *
 * @param partitions partition count by topic name
 */
public record LocalTopics(Map<String, Integer> partitions) {
    /** Page views. */
    public static final String BEACONS = TransportOptions.TOPIC_BEACONS.defaultValue();
    /** Results of synthetic checks. */
    public static final String SYNTHETIC_RESULTS = TransportOptions.TOPIC_SYNTHETIC.defaultValue();
    /** Service level objectives, compacted. */
    public static final String DEFINITIONS = TransportOptions.TOPIC_DEFINITIONS.defaultValue();
    /** Verdicts, compacted. */
    public static final String VERDICTS = TransportOptions.TOPIC_VERDICTS.defaultValue();
    /** Every transition and re-assertion of a signal. */
    public static final String SIGNAL_EVENTS = TransportOptions.TOPIC_SIGNAL_EVENTS.defaultValue();
    /** The latest record of each signal, compacted. */
    public static final String SIGNAL_STATE = TransportOptions.TOPIC_SIGNAL_STATE.defaultValue();
    /** The latest delivery of the relay by receiver and signal, compacted. */
    public static final String SIGNAL_DELIVERIES = "signals.deliveries";
    /** Rejected records, without their content. */
    public static final String DEAD_LETTERS = TransportOptions.TOPIC_DEAD_LETTERS.defaultValue();
    /** Page views that arrived after their window had been evaluated. */
    public static final String LATE_BEACONS = TransportOptions.TOPIC_LATE_BEACONS.defaultValue();
    /** Synthetic results that arrived after their window had been evaluated. */
    public static final String LATE_RESULTS = TransportOptions.TOPIC_LATE_SYNTHETIC.defaultValue();
    /** Events that arrived too late to restate an objective. */
    public static final String LATE_SLO = TransportOptions.TOPIC_LATE_SLO.defaultValue();
    /** Reports of the requests that the gateway has rejected. */
    public static final String INGEST_REJECTS = "ingest.rejects";
    /** Events of the second plane. */
    public static final String EVENTS = SessionsOptions.TOPIC_EVENTS.defaultValue();

    /** DSNs that were created over the API, compacted. */
    public static final String DSNS = "rum.dsns";

    private static final int EVENT_PARTITIONS = 8;

    private static final List<String> COMPACTED = List.of(DEFINITIONS, VERDICTS, SIGNAL_STATE, SIGNAL_DELIVERIES, DSNS);

    public LocalTopics {
        partitions = Map.copyOf(partitions);
    }

    /** Every topic with the partition count of the configuration reference. */
    public static LocalTopics defaults() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put(BEACONS, 8);
        counts.put(SYNTHETIC_RESULTS, 4);
        counts.put(DEFINITIONS, 1);
        counts.put(VERDICTS, 4);
        counts.put(SIGNAL_EVENTS, 4);
        counts.put(SIGNAL_STATE, 4);
        counts.put(SIGNAL_DELIVERIES, 4);
        counts.put(DEAD_LETTERS, 1);
        counts.put(LATE_BEACONS, 1);
        counts.put(LATE_RESULTS, 1);
        counts.put(LATE_SLO, 1);
        counts.put(INGEST_REJECTS, 1);
        return new LocalTopics(counts);
    }

    /** The same topics with that of events. */
    public LocalTopics withEvents() {
        return with(EVENTS, EVENT_PARTITIONS).with(DSNS, 1);
    }

    /** The same topics with another partition count for one of them. */
    public LocalTopics with(String topic, int count) {
        Map<String, Integer> changed = new LinkedHashMap<>(partitions);
        changed.put(topic, count);
        return new LocalTopics(changed);
    }

    /** The partition count of a topic. */
    public int count(String topic) {
        Integer count = partitions.get(topic);
        if (count == null) {
            throw new IllegalArgumentException("no topic " + topic);
        }
        return count;
    }

    /** The input topics, each of whose partitions needs heartbeats. */
    List<String> inputs() {
        return Stream.of(BEACONS, SYNTHETIC_RESULTS, EVENTS)
                .filter(partitions::containsKey)
                .toList();
    }

    /** Creates all topics; returns when the broker leads every partition. */
    public void create(String bootstrapServers) {
        List<NewTopic> topics = new ArrayList<>();
        partitions.forEach(
                (name, count) -> topics.add(new NewTopic(name, count, (short) 1).configs(configuration(name))));
        Topics.create(bootstrapServers, topics);
    }

    private static Map<String, String> configuration(String topic) {
        return Map.of(
                "cleanup.policy", COMPACTED.contains(topic) ? "compact" : "delete",
                "retention.ms", "-1",
                "min.compaction.lag.ms", String.valueOf(Long.MAX_VALUE),
                "segment.ms", String.valueOf(Long.MAX_VALUE),
                "message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE));
    }
}
