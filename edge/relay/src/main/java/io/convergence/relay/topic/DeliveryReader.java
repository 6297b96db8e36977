package io.convergence.relay.topic;

import io.convergence.relay.delivered.DeliveryJson;
import io.convergence.relay.delivered.RecordedDelivery;
import io.convergence.relay.settings.RelayTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reader of whole partitions of the topic of deliveries.
 *
 * @param settings names of the topics, and the broker
 * @param poll longest wait for the next records
 */
record DeliveryReader(RelayTopics settings, Duration poll) {

    /**
     * The latest delivery of each key of a partition.
     *
     * @param isClosed whether to give up; then the result is incomplete
     */
    Map<String, RecordedDelivery> latest(int number, BooleanSupplier isClosed) {
        Map<String, RecordedDelivery> latest = new HashMap<>();
        TopicPartition partition = new TopicPartition(settings.deliveries(), number);
        try (KafkaConsumer<byte[], byte[]> reader = ClientSettings.newConsumer(settings, null)) {
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            long end = reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (reader.position(partition) < end && !isClosed.getAsBoolean()) {
                reader.poll(poll).forEach(message -> take(message, latest));
            }
        }
        return latest;
    }

    private static void take(ConsumerRecord<byte[], byte[]> message, Map<String, RecordedDelivery> latest) {
        String key = new String(message.key(), StandardCharsets.UTF_8);
        RecordedDelivery delivery = message.value() == null ? null : DeliveryJson.read(message.value());
        if (delivery == null) {
            latest.remove(key);
        } else {
            latest.put(key, delivery);
        }
    }
}
