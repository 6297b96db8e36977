package io.convergence.jobs.settings;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;

/**
 * Names of the topics, all different.
 *
 * @param beacons input: beacons
 * @param synthetic input: synthetic results
 * @param definitions input, compacted, one partition: OpenSLO documents
 * @param verdicts compacted: the latest verdict of each (tenant, app, host)
 * @param signalEvents append-only: every signal
 * @param signalState compacted: the latest signal of each dedup key
 * @param deadLetters dead letters of rejected records
 * @param lateBeacons page views that arrived after their verdict
 * @param lateSynthetic synthetic results that arrived after their verdict
 * @param lateSlo events that arrived too late for an objective to count them
 */
public record TopicSettings(
        String beacons,
        String synthetic,
        String definitions,
        String verdicts,
        String signalEvents,
        String signalState,
        String deadLetters,
        String lateBeacons,
        String lateSynthetic,
        String lateSlo)
        implements Serializable {

    /** Characters and length that Kafka accepts: {@code org.apache.kafka.common.internals.Topic}. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");

    /** Every topic, inputs first. */
    public List<String> all() {
        return List.of(
                beacons,
                synthetic,
                definitions,
                verdicts,
                signalEvents,
                signalState,
                deadLetters,
                lateBeacons,
                lateSynthetic,
                lateSlo);
    }

    /** Every output topic. */
    public List<String> outputs() {
        return List.of(verdicts, signalEvents, signalState, deadLetters, lateBeacons, lateSynthetic, lateSlo);
    }

    /** The same input topics with the output topics of a replay. */
    public TopicSettings of(ReplaySettings replay) {
        return new TopicSettings(
                beacons,
                synthetic,
                definitions,
                replay.topic(verdicts),
                replay.topic(signalEvents),
                replay.topic(signalState),
                replay.topic(deadLetters),
                replay.topic(lateBeacons),
                replay.topic(lateSynthetic),
                replay.topic(lateSlo));
    }

    static TopicSettings read(ConfigOptionReader reader) {
        TopicSettings topics = new TopicSettings(
                name(reader, TransportOptions.TOPIC_BEACONS),
                name(reader, TransportOptions.TOPIC_SYNTHETIC),
                name(reader, TransportOptions.TOPIC_DEFINITIONS),
                name(reader, TransportOptions.TOPIC_VERDICTS),
                name(reader, TransportOptions.TOPIC_SIGNAL_EVENTS),
                name(reader, TransportOptions.TOPIC_SIGNAL_STATE),
                name(reader, TransportOptions.TOPIC_DEAD_LETTERS),
                name(reader, TransportOptions.TOPIC_LATE_BEACONS),
                name(reader, TransportOptions.TOPIC_LATE_SYNTHETIC),
                name(reader, TransportOptions.TOPIC_LATE_SLO));
        Set<String> seen = new HashSet<>();
        for (String topic : topics.all()) {
            if (!seen.add(topic)) {
                reader.problems().add("topics.*: '" + topic + "' is named twice; every topic needs a name of its own");
            }
        }
        return topics;
    }

    /** Checks that the output topics of a replay have admissible names, and that none of them is a topic of the live job. */
    void check(ConfigOptionReader reader, ReplaySettings replay) {
        for (String topic : of(replay).outputs()) {
            reader.check(
                    NAME.matcher(topic).matches(),
                    ReplayOptions.EPOCH,
                    "the topic '" + topic + "' would have a name of more than 249 characters");
            reader.check(
                    !all().contains(topic),
                    ReplayOptions.EPOCH,
                    "the topic '" + topic + "' already belongs to the live job");
        }
    }

    /** The name of a topic, which Kafka must accept. */
    static String name(ConfigOptionReader reader, ConfigOption<String> option) {
        String name = reader.required(option);
        reader.check(NAME.matcher(name).matches(), option, "a topic's name is 1..249 letters, digits, '.', '_' or '-'");
        return name;
    }
}
