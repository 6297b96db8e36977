package io.convergence.launcher.harness;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record that the job has committed.
 *
 * @param key key, empty if the record has none
 * @param value value, null for a tombstone
 * @param headers headers by name
 * @param timestamp Kafka timestamp, epoch milliseconds
 */
public record OutputRecord(String key, @Nullable String value, Map<String, String> headers, long timestamp) {

    /** The record of a message. */
    public static OutputRecord of(ConsumerRecord<byte[], byte[]> message) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : message.headers()) {
            headers.put(header.key(), text(header.value()));
        }
        byte[] key = message.key();
        byte[] value = message.value();
        return new OutputRecord(
                key == null ? "" : text(key), value == null ? null : text(value), headers, message.timestamp());
    }

    /** The members of the value, which is no tombstone. */
    public Members members() {
        if (value == null) {
            throw new AssertionError("a tombstone of " + key);
        }
        return Members.of(value);
    }

    /** The record as text, without the time at which it was written. */
    public String withoutEmissionTime() {
        String timeless = value == null ? "-" : value.replaceAll("\"(emitted_at|lastReceived)\":\"[^\"]*\"", "");
        return key + ' ' + timestamp + ' ' + headers + ' ' + timeless;
    }

    /** The record as text, without the time at which it was written and without its timestamp; for records without event time. */
    public String withoutTimes() {
        return new OutputRecord(key, value, headers, 0).withoutEmissionTime();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
