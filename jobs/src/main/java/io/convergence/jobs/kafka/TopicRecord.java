package io.convergence.jobs.kafka;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of an output topic.
 *
 * @param topic name of the topic
 * @param key key in UTF-8, or null where the topic has no keys
 * @param subject subject of a verdict or signal, or null for other topics; records of a subject are in one transaction
 * @param value JSON in UTF-8, or null for a tombstone
 * @param headers texts in UTF-8 by name
 * @param timestamp event time, epoch milliseconds; if negative, the producer sets the time of writing
 */
@SuppressWarnings("ArrayRecordComponent") // sent between operators, never compared
public record TopicRecord(
        String topic,
        @Nullable String key,
        @Nullable String subject,
        byte @Nullable [] value,
        Map<String, String> headers,
        long timestamp) {

    /**
     * Text that is equal for records that one writer must write, in order and in one transaction: those of a subject,
     * otherwise those of a topic and key.
     */
    public String route() {
        if (subject != null) {
            return subject;
        }
        return key == null ? topic : topic + '\n' + key;
    }
}
