package io.convergence.query;

import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.kafka.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Records of the tenant {@code acme} in Kafka that the console shows: deliveries of the relay and refusals of gateways. */
final class ConsoleFeed {
    private static final String DELIVERIES = "signals.deliveries";
    private static final String REJECTS = "ingest.rejects";

    private ConsoleFeed() {}

    static void write(EmbeddedBroker broker) {
        Topics.create(
                broker.bootstrapServers(),
                List.of(
                        new NewTopic("convergence.verdicts", 1, (short) 1),
                        new NewTopic(REJECTS, 1, (short) 1),
                        new NewTopic(DELIVERIES, 1, (short) 1)));
        Map<String, Object> properties = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            String signal = "acme/rum.user_impact_correlated";
            send(producer, delivery("acme-on-call", signal, "delivered", 202));
            send(producer, delivery("acme-keep", signal, "refused", 422));
            send(producer, delivery("platform", "acme/slo.burn_rate", "sending", 0));
            send(producer, delivery(ConsoleSeed.NASTY, "acme/rum.user_impact_correlated/n", "delivered", 200));
            Instant now = Instant.now();
            for (int minute = 1; minute < 180; minute++) {
                send(producer, reject("no_consent", 5 + minute % 7, now.minus(Duration.ofMinutes(minute))));
            }
            send(producer, reject("rate_limited", 40, now.minus(Duration.ofMinutes(70))));
            send(producer, reject("origin", 2, now.minus(Duration.ofMinutes(15))));
        }
    }

    private static void send(KafkaProducer<String, String> producer, ProducerRecord<String, String> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static ProducerRecord<String, String> delivery(String receiver, String key, String outcome, int status) {
        String value = "{\"v\":1,\"receiver\":\"" + receiver + "\",\"dedup_key\":\"" + key
                + "\",\"episode\":1,\"sequence\":0,\"status\":\"firing\",\"id\":\"id\",\"labels\":null,\"outcome\":\""
                + outcome + "\",\"http_status\":" + status + ",\"attempts\":1,\"at\":\"" + Instant.now() + "\"}";
        return new ProducerRecord<>(DELIVERIES, receiver + '|' + key, value);
    }

    private static ProducerRecord<String, String> reject(String reason, int count, Instant at) {
        String value = "{\"v\":1,\"tenant\":\"acme\",\"plane\":\"rum\",\"reason\":\"" + reason + "\",\"count\":" + count
                + ",\"at\":" + at.toEpochMilli() + "}";
        return new ProducerRecord<>(REJECTS, 0, at.toEpochMilli(), "acme", value);
    }
}
