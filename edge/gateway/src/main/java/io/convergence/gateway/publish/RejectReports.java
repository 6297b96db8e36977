package io.convergence.gateway.publish;

import io.convergence.gateway.metrics.GatewayMetrics;
import io.convergence.gateway.metrics.GatewayMetrics.RejectLabels;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Publishes the number of refused requests since the last report, per tenant, plane and reason. A report that cannot be
 * written is added to the next one.
 */
public final class RejectReports {
    private final Publisher publisher;
    private final GatewayMetrics metrics;
    private final Map<RejectLabels, Long> reported = new ConcurrentHashMap<>();
    private final String topic;

    /** Creates reports of the refusals that the metrics count. */
    public RejectReports(Publisher publisher, GatewayMetrics metrics, String topic) {
        this.publisher = publisher;
        this.metrics = metrics;
        this.topic = topic;
    }

    /** Publishes a record for each combination of labels with new refusals, at a time in epoch milliseconds. */
    public void send(long now) {
        metrics.rejects().forEach((labels, counted) -> {
            long count = counted - reported.getOrDefault(labels, 0L);
            if (count > 0) {
                reported.merge(labels, count, Long::sum);
                publisher.send(topic, key(labels), value(labels, count, now), now, written -> {
                    if (!written) {
                        reported.merge(labels, -count, Long::sum);
                    }
                });
            }
        });
    }

    private static byte[] key(RejectLabels labels) {
        return labels.tenant().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] value(RejectLabels labels, long count, long now) {
        return ("{\"v\":1,\"tenant\":\"" + labels.tenant() + "\",\"plane\":\"" + labels.plane() + "\",\"reason\":\""
                        + labels.reason() + "\",\"count\":" + count + ",\"at\":" + now + "}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
