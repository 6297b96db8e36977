package io.convergence.cli.slo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The topic of definitions on a broker: compacted, with one partition, so that definitions have one order. Every call
 * ends within seconds when the broker does not answer. For one thread.
 */
final class DefinitionTopic implements AutoCloseable {
    private static final String ORIGIN = "convergence-origin";
    private static final String AUTHOR = "convergence-author";
    static final int CALL_MILLIS = 10_000;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

    private final BrokerOptions.Target target;
    private final boolean isNew;
    private @Nullable KafkaProducer<String, @Nullable String> producer;

    private DefinitionTopic(BrokerOptions.Target target, boolean isNew) {
        this.target = target;
        this.isNew = isNew;
    }

    /** What to do when the topic does not exist. */
    enum WhenMissing {
        CREATE,
        REFUSE,
        TREAT_AS_EMPTY
    }

    /**
     * Opens the topic of a target.
     *
     * @throws BrokerException when the broker does not answer or refuses, or the topic has several partitions
     */
    static DefinitionTopic open(BrokerOptions.Target target, WhenMissing whenMissing)
            throws BrokerException, InterruptedException {
        try (Admin admin = Admin.create(DefinitionClients.adminProperties(target))) {
            int partitions = partitions(admin, target.topic());
            if (partitions == 0) {
                switch (whenMissing) {
                    case CREATE -> create(admin, target.topic());
                    case REFUSE -> throw new BrokerException("there is no topic " + target.topic());
                    case TREAT_AS_EMPTY -> {}
                }
            } else if (partitions > 1) {
                throw new BrokerException("the topic " + target.topic() + " must have one partition, not " + partitions
                        + ": definitions have one order");
            }
            return new DefinitionTopic(target, partitions == 0);
        } catch (KafkaException | ExecutionException e) {
            throw BrokerException.of("the broker at " + target.servers(), e);
        }
    }

    /** The newest record of every document. */
    PublishedDocuments documents() throws BrokerException {
        PublishedDocuments documents = PublishedDocuments.none();
        if (isNew) {
            return documents;
        }
        try (KafkaConsumer<String, @Nullable String> consumer = new KafkaConsumer<>(
                DefinitionClients.consumerProperties(target), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(target.topic(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end =
                    consumer.endOffsets(List.of(partition)).values().iterator().next();
            long deadline = System.nanoTime() + Duration.ofMillis(CALL_MILLIS).toNanos();
            while (consumer.position(partition) < end) {
                if (System.nanoTime() > deadline) {
                    throw new BrokerException("the topic " + target.topic() + " did not answer in time");
                }
                for (ConsumerRecord<String, @Nullable String> record : consumer.poll(POLL)) {
                    deadline =
                            System.nanoTime() + Duration.ofMillis(CALL_MILLIS).toNanos();
                    put(documents, record);
                }
            }
            return documents;
        } catch (KafkaException e) {
            throw BrokerException.of("the topic " + target.topic(), e);
        }
    }

    /** Publishes a document, or deletes it when the text is null; returns when the broker has acknowledged it. */
    void publish(String key, @Nullable String text) throws BrokerException, InterruptedException {
        try {
            ProducerRecord<String, @Nullable String> record = new ProducerRecord<>(target.topic(), 0, key, text);
            record.headers().add(ORIGIN, "file".getBytes(StandardCharsets.UTF_8));
            record.headers().add(AUTHOR, System.getProperty("user.name", "").getBytes(StandardCharsets.UTF_8));
            producer().send(record).get();
        } catch (KafkaException | ExecutionException e) {
            throw BrokerException.of("the topic " + target.topic(), e);
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }

    private static void put(PublishedDocuments documents, ConsumerRecord<String, @Nullable String> record) {
        if (record.key() != null) {
            boolean isOfHttp = header(record, ORIGIN).equals("api");
            documents.put(record.key(), record.value(), isOfHttp ? header(record, AUTHOR) : null);
        }
    }

    private static String header(ConsumerRecord<String, @Nullable String> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** The number of partitions, or 0 when the topic does not exist. */
    private static int partitions(Admin admin, String name) throws ExecutionException, InterruptedException {
        try {
            return admin.describeTopics(List.of(name))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .partitions()
                    .size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw e;
        }
    }

    private static void create(Admin admin, String name) throws ExecutionException, InterruptedException {
        // Without a number of replicas the broker's own default holds.
        NewTopic topic = new NewTopic(name, Optional.of(1), Optional.empty()).configs(COMPACTED);
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            // Another command may have created it in the meantime.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private KafkaProducer<String, @Nullable String> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    DefinitionClients.producerProperties(target), new StringSerializer(), new StringSerializer());
        }
        return producer;
    }
}
