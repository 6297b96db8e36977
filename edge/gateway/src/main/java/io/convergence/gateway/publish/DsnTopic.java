package io.convergence.gateway.publish;

import io.convergence.core.dsn.DsnDefaults;
import io.convergence.gateway.metrics.DsnMetrics;
import io.convergence.gateway.registry.LiveRegistry;
import io.convergence.gateway.registry.RegistryFile;
import io.convergence.gateway.settings.GatewaySettings;
import io.convergence.http.FeedThread;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread that reads the compacted topic of DSNs to its end, and then follows it, so that a new DSN is in use and a revoked one
 * is not within a second. While the broker is away, the DSNs stay as they are; afterwards the topic is read anew. A topic that
 * does not exist has no DSNs; it is looked for every second.
 */
public final class DsnTopic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DsnTopic.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final long PAUSE_MILLIS = 1_000;

    /** Most bytes of all documents, as of the registry file. */
    private static final long CAPACITY_BYTES = 16 << 20;

    private final Map<String, String> clients;
    private final TopicPartition partition;
    private final DsnDefaults defaults;
    private final DsnMetrics metrics;
    private final LiveRegistry registry;
    private final FeedThread thread = new FeedThread("gateway-dsns", this::run);
    private boolean failing;

    private DsnTopic(GatewaySettings settings, DsnMetrics metrics, LiveRegistry registry) {
        this.clients = settings.publish().clients();
        this.partition = new TopicPartition(settings.events().dsnTopic(), 0);
        this.defaults = RegistryFile.dsnDefaults(settings);
        this.metrics = metrics;
        this.registry = registry;
    }

    /** Starts to read the first partition of the topic of the settings into a registry. */
    public static DsnTopic follow(GatewaySettings settings, DsnMetrics metrics, LiveRegistry registry) {
        DsnTopic dsns = new DsnTopic(settings, metrics, registry);
        dsns.thread.start();
        return dsns;
    }

    /** Stops the thread and waits some seconds for it. */
    @Override
    public void close() {
        thread.close();
    }

    private void run() {
        do {
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                read(consumer);
            } catch (KafkaException e) {
                report(String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                // An exception that ends this thread would keep revoked DSNs in use.
                LOG.error("DSNs are not read; it is tried again", e);
            }
        } while (!thread.isClosedWithin(PAUSE_MILLIS));
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) {
        while (consumer.partitionsFor(partition.topic()).isEmpty()) {
            report("there is no topic " + partition.topic());
            registry.take(List.of());
            if (thread.isClosedWithin(PAUSE_MILLIS)) {
                return;
            }
        }
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        TopicDsns dsns = new TopicDsns(defaults, metrics, CAPACITY_BYTES);
        boolean isComplete = false;
        while (!thread.isClosedWithin(0)) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                dsns.take(record);
            }
            boolean wasComplete = isComplete;
            isComplete = isComplete || consumer.position(partition) >= end;
            if (isComplete && (!wasComplete || !records.isEmpty())) {
                registry.take(dsns.all());
                reportRead(wasComplete, dsns.all().size());
            }
        }
    }

    private void reportRead(boolean wasComplete, int count) {
        failing = false;
        if (!wasComplete) {
            LOG.info("the topic {} was read: {} DSNs", partition.topic(), count);
        }
    }

    private void report(String reason) {
        if (!failing) {
            LOG.warn("DSNs of the topic {} cannot be read: {}", partition.topic(), reason);
        }
        failing = true;
    }

    /** Properties of the consumer (https://kafka.apache.org/documentation/#consumerconfigs). */
    private Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("client.id", "convergence-gateway-dsns");
        properties.put("fetch.max.wait.ms", 250);
        properties.put("default.api.timeout.ms", 5_000);
        properties.put("request.timeout.ms", 4_000);
        properties.put("reconnect.backoff.max.ms", 500);
        properties.put("metadata.max.age.ms", 30_000);
        properties.put("metric.reporters", "");
        properties.put("enable.metrics.push", "false");
        properties.putAll(clients);
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        // A topic that was created again is read anew, whole.
        properties.put("auto.offset.reset", "none");
        // The topic is created by the operator, as a compacted one.
        properties.put("allow.auto.create.topics", "false");
        return properties;
    }
}
