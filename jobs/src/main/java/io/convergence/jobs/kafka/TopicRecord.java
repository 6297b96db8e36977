package io.convergence.jobs.kafka;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record for one output topic.
 *
 * @param topic where it goes
 * @param key UTF-8, or null where the topic has no keys
 * @param value UTF-8 JSON, or null for a tombstone
 * @param headers names and UTF-8 texts
 * @param timestamp event time, epoch milliseconds; negative lets the producer stamp it
 */
@SuppressWarnings("ArrayRecordComponent") // travels; never compared
public record TopicRecord(
        String topic, @Nullable String key, byte @Nullable [] value, Map<String, String> headers, long timestamp) {

    /** Records of one topic and key go through one writer, which keeps their order. */
    public String route() {
        return key == null ? topic : topic + '\n' + key;
    }
}
