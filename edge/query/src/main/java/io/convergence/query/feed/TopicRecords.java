package io.convergence.query.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.query.settings.QueryTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Records of the topics, which are taken into memory. Records that cannot be read are left out. */
final class TopicRecords {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode NOTHING = JSON.missingNode();

    private final QueryTopics topics;
    private final TopicMemory memory;

    TopicRecords(QueryTopics topics, TopicMemory memory) {
        this.topics = topics;
        this.memory = memory;
    }

    void take(ConsumerRecord<byte[], byte @Nullable []> record) {
        if (record.topic().equals(topics.deliveries())) {
            delivery(record.key(), record.value());
        } else if (record.topic().equals(topics.rejects())) {
            reject(json(record.value()), Instant.ofEpochMilli(record.timestamp()));
        } else {
            verdict(json(record.value()));
        }
    }

    /** A record of the relay; its key is {@code receiver|dedup_key}. */
    private void delivery(byte @Nullable [] key, byte @Nullable [] value) {
        if (value == null) {
            String text = key == null ? "" : new String(key, StandardCharsets.UTF_8);
            int bar = text.indexOf('|');
            if (bar > 0) {
                String dedupKey = text.substring(bar + 1);
                memory.deliveries().writable(tenantOf(dedupKey)).remove(text.substring(0, bar), dedupKey);
            }
            return;
        }
        ReceiverDelivery delivery = ReceiverDelivery.of(json(value));
        if (delivery != null) {
            memory.deliveries().writable(tenantOf(delivery.dedupKey())).put(delivery);
        }
    }

    /** A record of a gateway. Its timestamp counts, because a broker with append times makes gateways' clocks alike. */
    private void reject(JsonNode value, Instant at) {
        if (value.path("v").asInt() == 1 && value.path("count").asLong() > 0) {
            memory.rejects()
                    .writable(value.path("tenant").asText())
                    .add(
                            at,
                            value.path("plane").asText(),
                            value.path("reason").asText(),
                            value.path("count").asLong());
        }
    }

    private void verdict(JsonNode value) {
        if (value.path("window_end").canConvertToLong()) {
            memory.advance(Instant.ofEpochMilli(value.path("window_end").asLong()));
        }
    }

    /** The tenant of a key {@code tenant/kind/subject}. */
    private static String tenantOf(String dedupKey) {
        return dedupKey.substring(0, Math.max(0, dedupKey.indexOf('/')));
    }

    private static JsonNode json(byte @Nullable [] value) {
        try {
            return value == null ? NOTHING : JSON.readTree(value);
        } catch (IOException e) {
            return NOTHING;
        }
    }
}
