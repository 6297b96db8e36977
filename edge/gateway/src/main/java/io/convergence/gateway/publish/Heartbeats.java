package io.convergence.gateway.publish;

import io.convergence.core.codec.HeartbeatEncoder;
import io.convergence.gateway.metrics.GatewayMetrics;
import io.convergence.gateway.settings.PublishSettings;
import java.util.List;

/**
 * Heartbeats to every partition of both input topics. They advance the job's event time on partitions without records,
 * and their acknowledgements show whether the broker answers.
 */
public final class Heartbeats {
    /*
     * A heartbeat contains the present time and need not be delayed, because no acknowledged record becomes late by it:
     * 1. Records and heartbeats of one gateway go through one producer, which keeps their order within a partition. A
     * record
     *    gets its timestamp right before it is passed to the producer, so it precedes every later heartbeat.
     * 2. A heartbeat of another gateway can precede a record that waits for the broker, but by no more than
     * publish.timeout:
     *    after that the record fails and its sender is answered with 503. publish.timeout is shorter than the job's
     *    time.out-of-orderness.
     */
    private final Publisher publisher;
    private final GatewayMetrics metrics;
    private final List<String> topics;

    /** Creates heartbeats to both input topics. */
    public Heartbeats(Publisher publisher, GatewayMetrics metrics, PublishSettings settings) {
        this(publisher, metrics, List.of(settings.beacons(), settings.results()));
    }

    /** Creates heartbeats to topics. */
    public Heartbeats(Publisher publisher, GatewayMetrics metrics, List<String> topics) {
        this.publisher = publisher;
        this.metrics = metrics;
        this.topics = List.copyOf(topics);
    }

    /**
     * Sends one heartbeat to every partition.
     *
     * @param now present time in epoch milliseconds
     * @return whether the partitions of both topics are known
     */
    public boolean send(long now) {
        byte[] value = HeartbeatEncoder.encode(now);
        boolean complete = true;
        for (String topic : topics) {
            int partitions = publisher.partitions(topic);
            complete &= partitions > 0;
            for (int partition = 0; partition < partitions; partition++) {
                publisher.send(topic, partition, value, now, metrics::countHeartbeat);
            }
        }
        return complete;
    }
}
