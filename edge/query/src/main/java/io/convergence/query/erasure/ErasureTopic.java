package io.convergence.query.erasure;

import io.convergence.core.codec.EventEncoder;
import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.query.feed.FeedClients;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.settings.QueryTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events of type {@code erase} for the sessions job, which ends and forgets these sessions. They have the record keys of the
 * other events of a session, so they come after them on the same partition. Connects to Kafka with the first erasure.
 * Thread-safe.
 */
public final class ErasureTopic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ErasureTopic.class);
    private static final String AWAY = "broker-away";

    private final QueryTopics topics;
    private final EventEncoder encoder = new EventEncoder();
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    /** A topic that is not connected yet. */
    public ErasureTopic(QueryTopics topics) {
        this.topics = topics;
    }

    /** Ends the request when the service has no broker. */
    void requireBroker() {
        if (!topics.hasBroker()) {
            throw ApiProblem.unavailable(AWAY, "the service has no kafka.bootstrap.servers; nothing was erased");
        }
    }

    /**
     * Publishes an event for each session and waits until all are acknowledged.
     *
     * @throws ApiProblem when they are not
     */
    synchronized void publish(String tenant, List<ErasedSession> sessions, Instant now) {
        KafkaProducer<byte[], byte[]> sender = producer == null ? FeedClients.newProducer(topics) : producer;
        producer = sender;
        List<Future<RecordMetadata>> pending = new ArrayList<>();
        try {
            for (ErasedSession session : sessions) {
                RumEvent event = event(tenant, session, now.toEpochMilli());
                byte[] key = event.recordKey().getBytes(StandardCharsets.UTF_8);
                pending.add(sender.send(new ProducerRecord<>(topics.events(), key, encoder.encode(event))));
            }
            sender.flush();
            for (Future<RecordMetadata> each : pending) {
                each.get();
            }
        } catch (KafkaException | ExecutionException e) {
            sender.close(Duration.ZERO);
            producer = null;
            LOG.warn("erasures were not published: {}", e.getMessage());
            throw ApiProblem.unavailable(AWAY, "Kafka does not answer; nothing was erased, try again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiProblem.unavailable("busy", "the service stops");
        }
    }

    private static RumEvent event(String tenant, ErasedSession session, long now) {
        return new RumEvent(
                UUID.randomUUID().toString(),
                tenant,
                session.app(),
                EventType.ERASE,
                now,
                now,
                session.session(),
                null,
                null,
                null,
                "session",
                null,
                Map.of(),
                Map.of(),
                Map.of());
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }
}
