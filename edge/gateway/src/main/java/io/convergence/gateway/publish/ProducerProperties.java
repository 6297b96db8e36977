package io.convergence.gateway.publish;

import io.convergence.gateway.settings.PublishSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Properties of the Kafka producer (https://kafka.apache.org/documentation/#producerconfigs). */
final class ProducerProperties {
    /*
     * acks=all and idempotence: an acknowledged record is on every in-sync replica, in the order of its key.
     * max.block.ms=0: a send fails at once when the topic is not known or the buffer is full; no event loop ever waits.
     * request.timeout.ms is half of delivery.timeout.ms: a lost request is repeated before the record fails.
     * Backoffs of at most 0.5 s: a broker that was down is tried again that soon.
     */
    private static final Duration SHORTEST_REQUEST = Duration.ofMillis(400);

    private ProducerProperties() {}

    static Map<String, Object> of(PublishSettings settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("client.id", "convergence-gateway");
        properties.put("batch.size", 65_536);
        properties.put("retry.backoff.ms", 50);
        properties.put("retry.backoff.max.ms", 500);
        properties.put("reconnect.backoff.ms", 50);
        properties.put("reconnect.backoff.max.ms", 500);
        properties.put("socket.connection.setup.timeout.ms", 2_000);
        properties.put("socket.connection.setup.timeout.max.ms", 4_000);
        properties.put("metadata.max.age.ms", 30_000);
        properties.put("metric.reporters", "");
        properties.put("enable.metrics.push", "false");
        properties.putAll(settings.clients());
        properties.put("acks", "all");
        properties.put("enable.idempotence", "true");
        properties.put("max.block.ms", 0);
        properties.put("linger.ms", settings.linger().toMillis());
        properties.put("buffer.memory", settings.bufferBytes());
        properties.put("delivery.timeout.ms", Math.toIntExact(settings.timeout().toMillis()));
        properties.put("request.timeout.ms", requestTimeout(settings));
        return properties;
    }

    private static int requestTimeout(PublishSettings settings) {
        Duration half = settings.timeout().minus(settings.linger()).dividedBy(2);
        return Math.toIntExact(half.compareTo(SHORTEST_REQUEST) < 0 ? SHORTEST_REQUEST.toMillis() : half.toMillis());
    }
}
