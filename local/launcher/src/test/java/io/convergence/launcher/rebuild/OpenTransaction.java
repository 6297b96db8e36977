package io.convergence.launcher.rebuild;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * An open transaction. Readers of committed records wait at its record, whatever follows. If it is closed while open, the
 * broker aborts it after a minute.
 */
final class OpenTransaction implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    private OpenTransaction(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Begins a transaction and writes a record with a timestamp to the end of a partition. */
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

    /** Aborts the transaction; its record is never read. */
    void rollBack() {
        producer.abortTransaction();
    }

    @Override
    public void close() {
        producer.close();
    }
}
