package io.convergence.launcher.slo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The topic of definitions: compacted, one partition, so that definitions have one order. A broker that does not answer
 * is given up on within seconds.
 */
final class DefinitionTopic implements AutoCloseable {
    private static final int CALL_MILLIS = 10_000;
    private static final int REQUEST_MILLIS = 5_000;
    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

    private final String name;
    private final KafkaProducer<String, @Nullable String> producer;

    private DefinitionTopic(String name, KafkaProducer<String, @Nullable String> producer) {
        this.name = name;
        this.producer = producer;
    }

    /**
     * The topic on a broker.
     *
     * @param create whether to create it when it is missing
     * @throws BrokerException when the broker does not answer, or the topic is not as it must be
     */
    static DefinitionTopic open(String bootstrapServers, String name, boolean create)
            throws BrokerException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers,
                "default.api.timeout.ms", CALL_MILLIS,
                "request.timeout.ms", REQUEST_MILLIS))) {
            // The controller has a new topic before the broker that is asked about it does.
            if (!create || !createIfMissing(admin, name)) {
                requireOnePartition(admin, name);
            }
            return new DefinitionTopic(name, producer(bootstrapServers));
        } catch (KafkaException | ExecutionException e) {
            throw new BrokerException("the broker at " + bootstrapServers, e);
        }
    }

    /** Publishes a document, or its end when the text is null; returns when the broker has it. */
    void publish(String key, @Nullable String text) throws BrokerException, InterruptedException {
        try {
            producer.send(new ProducerRecord<>(name, 0, key, text)).get();
        } catch (KafkaException | ExecutionException e) {
            throw new BrokerException("the topic " + name, e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    /** Whether the topic was missing and now is there. */
    private static boolean createIfMissing(Admin admin, String name) throws ExecutionException, InterruptedException {
        // Without a number of replicas the broker's own default holds.
        NewTopic topic = new NewTopic(name, Optional.of(1), Optional.empty()).configs(COMPACTED);
        try {
            admin.createTopics(List.of(topic)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
            return false;
        }
    }

    private static void requireOnePartition(Admin admin, String name)
            throws ExecutionException, InterruptedException, BrokerException {
        TopicDescription topic;
        try {
            topic = admin.describeTopics(List.of(name))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new BrokerException("there is no topic " + name);
            }
            throw e;
        }
        int partitions = topic.partitions().size();
        if (partitions != 1) {
            throw new BrokerException("the topic " + name + " must have one partition, not " + partitions
                    + ": definitions have one order");
        }
    }

    private static KafkaProducer<String, @Nullable String> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "max.block.ms",
                        CALL_MILLIS,
                        "request.timeout.ms",
                        REQUEST_MILLIS,
                        "delivery.timeout.ms",
                        CALL_MILLIS),
                new StringSerializer(),
                new StringSerializer());
    }
}
