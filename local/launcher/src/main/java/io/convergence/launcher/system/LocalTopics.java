package io.convergence.launcher.system;

import io.convergence.jobs.kafka.KafkaTopics;
import io.convergence.jobs.settings.TransportOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;

/**
 * The topics of the system and how many partitions each has. They keep every record whatever its timestamp, and
 * compaction never runs, so that the whole history of a run can be read to its end.
 *
 * @param partitions count per topic name
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
    /** The latest of each signal, compacted. */
    public static final String SIGNAL_STATE = TransportOptions.TOPIC_SIGNAL_STATE.defaultValue();
    /** Refused records, without their content. */
    public static final String DEAD_LETTERS = TransportOptions.TOPIC_DEAD_LETTERS.defaultValue();
    /** Views that came after their window had been evaluated. */
    public static final String LATE_BEACONS = TransportOptions.TOPIC_LATE_BEACONS.defaultValue();
    /** Results that came after their window had been evaluated. */
    public static final String LATE_RESULTS = TransportOptions.TOPIC_LATE_SYNTHETIC.defaultValue();
    /** Events that came too late for an objective to be restated. */
    public static final String LATE_SLO = TransportOptions.TOPIC_LATE_SLO.defaultValue();
    /** What the gateway refused. */
    public static final String INGEST_REJECTS = "ingest.rejects";

    private static final List<String> COMPACTED = List.of(DEFINITIONS, VERDICTS, SIGNAL_STATE);

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
        counts.put(DEAD_LETTERS, 1);
        counts.put(LATE_BEACONS, 1);
        counts.put(LATE_RESULTS, 1);
        counts.put(LATE_SLO, 1);
        counts.put(INGEST_REJECTS, 1);
        return new LocalTopics(counts);
    }

    /** The same with another count for one topic. */
    public LocalTopics with(String topic, int count) {
        Map<String, Integer> changed = new LinkedHashMap<>(partitions);
        changed.put(topic, count);
        return new LocalTopics(changed);
    }

    /** How many partitions a topic has. */
    public int count(String topic) {
        Integer count = partitions.get(topic);
        if (count == null) {
            throw new IllegalArgumentException("no topic " + topic);
        }
        return count;
    }

    /**
     * Creates them all; returns when the broker leads every partition. Until then it refuses writes, and when it then
     * takes the second batch of a producer before the first, the first can never be written.
     */
    public void create(String bootstrapServers) {
        List<NewTopic> topics = new ArrayList<>();
        partitions.forEach(
                (name, count) -> topics.add(new NewTopic(name, count, (short) 1).configs(configuration(name))));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(topics).all().get();
            KafkaTopics.awaitLeaders(admin, everyPartition());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics could not be created: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the topics were created", e);
        }
    }

    private List<TopicPartition> everyPartition() {
        List<TopicPartition> all = new ArrayList<>();
        partitions.forEach((name, count) -> {
            for (int partition = 0; partition < count; partition++) {
                all.add(new TopicPartition(name, partition));
            }
        });
        return all;
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
