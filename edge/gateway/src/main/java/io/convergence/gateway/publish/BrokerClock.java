package io.convergence.gateway.publish;

import io.convergence.gateway.metrics.GatewayMetrics;
import java.nio.charset.StandardCharsets;

/**
 * Comparison of the gateway's clock with the broker's. A gateway that is ahead advances the job's event time too far,
 * so that the records of all other gateways are late.
 */
public final class BrokerClock {
    /*
     * The broker acknowledges a record of a topic with message.timestamp.type=LogAppendTime with the time at which it
     * was appended. That is after the time at which it was sent, so the difference is at most what the gateway is ahead
     * by.
     */
    private final Publisher publisher;
    private final GatewayMetrics metrics;
    private final String topic;

    /**
     * Creates the comparison.
     *
     * @param topic topic of reject reports. Without LogAppendTime its acknowledgements do not contain the broker's
     *     time, and nothing is measured
     */
    public BrokerClock(Publisher publisher, GatewayMetrics metrics, String topic) {
        this.publisher = publisher;
        this.metrics = metrics;
        this.topic = topic;
    }

    /**
     * Writes one record of the gateway's time, in epoch milliseconds, and measures the difference once it is
     * acknowledged.
     */
    public void compare(long now) {
        if (publisher.partitions(topic) > 0) {
            byte[] value = ("{\"heartbeat\":" + now + "}").getBytes(StandardCharsets.UTF_8);
            publisher.sendForAppendTime(topic, value, now, appended -> metrics.setClockAhead(now - appended));
        }
    }
}
