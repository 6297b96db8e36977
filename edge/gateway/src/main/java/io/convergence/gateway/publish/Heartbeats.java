package io.convergence.gateway.publish;

import io.convergence.core.codec.HeartbeatEncoder;
import io.convergence.gateway.metrics.GatewayMetrics;
import io.convergence.gateway.settings.PublishSettings;
import java.util.List;

/**
 * Tells every partition of both input topics how far time has come, so that event time moves on where nobody posts, and
 * finds out whether the broker answers.
 */
public final class Heartbeats {
    /*
     * May a heartbeat overtake a record? Records and heartbeats of a gateway go through one producer, which keeps their
     * order within a partition: a record is stamped right before it is handed over, and whatever was handed over before a
     * heartbeat is appended before it. Another gateway's heartbeat may overtake a record that waits for the broker, by at
     * most publish.timeout, after which the record is given up and its sender told so. That is shorter than the job's
     * time.out-of-orderness: no acknowledged record is late. So a heartbeat says "now" and never has to be held back.
     */
    private final Publisher publisher;
    private final GatewayMetrics metrics;
    private final List<String> topics;

    /** To both input topics. */
    public Heartbeats(Publisher publisher, GatewayMetrics metrics, PublishSettings settings) {
        this.publisher = publisher;
        this.metrics = metrics;
        this.topics = List.of(settings.beacons(), settings.results());
    }

    /** Sends one to every partition; false when the partitions of a topic are not known yet. */
    public boolean beat(long now) {
        byte[] value = HeartbeatEncoder.encode(now);
        boolean all = true;
        for (String topic : topics) {
            int partitions = publisher.partitions(topic);
            all &= partitions > 0;
            for (int partition = 0; partition < partitions; partition++) {
                publisher.send(topic, partition, value, now, metrics::heartbeat);
            }
        }
        return all;
    }
}
