package io.convergence.gateway.publish;

import io.convergence.gateway.metrics.GatewayMetrics;
import io.convergence.gateway.metrics.GatewayMetrics.Reject;
import io.convergence.gateway.metrics.Tally;
import java.nio.charset.StandardCharsets;

/**
 * Publishes how much was refused since the last report, per tenant, plane and reason: counts and nothing else. What could
 * not be written is part of the next report.
 */
public final class RejectReports {
    private final Publisher publisher;
    private final Tally<Reject> rejects;
    private final Tally<Reject> reported = new Tally<>();
    private final String topic;

    /** Of the refusals that the metrics count. */
    public RejectReports(Publisher publisher, GatewayMetrics metrics, String topic) {
        this.publisher = publisher;
        this.rejects = metrics.rejects();
        this.topic = topic;
    }

    /** Reports what is new. */
    public void report(long now) {
        rejects.counts().forEach((reject, counted) -> {
            long count = counted.sum() - reported.of(reject);
            if (count > 0) {
                reported.add(reject, count);
                publisher.send(
                        topic, key(reject), value(reject, count, now), now, written -> settle(written, reject, count));
            }
        });
    }

    private void settle(boolean written, Reject reject, long count) {
        if (!written) {
            reported.add(reject, -count);
        }
    }

    private static byte[] key(Reject reject) {
        return reject.tenant().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] value(Reject reject, long count, long now) {
        return ("{\"v\":1,\"tenant\":\"" + reject.tenant() + "\",\"plane\":\""
                        + reject.plane().label() + "\",\"reason\":\""
                        + reject.reason().label() + "\",\"count\":"
                        + count + ",\"at\":" + now + "}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
