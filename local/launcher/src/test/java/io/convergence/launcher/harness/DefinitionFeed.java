package io.convergence.launcher.harness;

import io.convergence.core.slo.openslo.Document;
import io.convergence.launcher.system.LocalTopics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Producer for the topic of definitions that publishes valid and invalid records alike. For use by one thread. */
public final class DefinitionFeed implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    /** A producer for the broker of a stage. */
    public DefinitionFeed(Stage stage) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stage.bootstrapServers(), "linger.ms", 0, "max.request.size", 4 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Publishes documents with the time at which they were written, epoch milliseconds. */
    public void send(long writtenAt, Document... documents) throws Exception {
        for (Document document : documents) {
            send(writtenAt, document.key(), document.text().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Publishes a record; returns its offset. */
    public long send(long writtenAt, @Nullable String key, byte @Nullable [] value) throws Exception {
        byte[] name = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        return producer.send(new ProducerRecord<>(LocalTopics.DEFINITIONS, 0, writtenAt, name, value))
                .get()
                .offset();
    }

    @Override
    public void close() {
        producer.close();
    }
}
