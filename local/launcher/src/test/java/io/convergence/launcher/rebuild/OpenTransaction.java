package io.convergence.launcher.rebuild;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A transaction that nobody ends yet: who reads committed records waits at the place where it wrote, whatever comes
 * after. When it is closed while it is open, the broker ends it after a minute.
 */
final class OpenTransaction implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    private OpenTransaction(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Begins one at the end of a partition, with a record of an instant. */
    static OpenTransaction begin(String bootstrapServers, String topic, int partition, Instant at)
            throws ExecutionException, InterruptedException {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "held-" + UUID.randomUUID()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic, partition, at.toEpochMilli(), null, new byte[] {'!'}))
                .get();
        return new OpenTransaction(producer);
    }

    /** Ends it: what it wrote is never read. */
    void rollBack() {
        producer.abortTransaction();
    }

    @Override
    public void close() {
        producer.close();
    }
}
