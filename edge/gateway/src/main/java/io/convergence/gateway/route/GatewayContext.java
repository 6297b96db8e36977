package io.convergence.gateway.route;

import io.convergence.gateway.ingest.Refusal;
import io.convergence.gateway.limit.KeyRates;
import io.convergence.gateway.limit.SentIds;
import io.convergence.gateway.metrics.GatewayMetrics;
import io.convergence.gateway.metrics.Plane;
import io.convergence.gateway.publish.Publisher;
import io.convergence.gateway.registry.LiveRegistry;
import io.convergence.gateway.settings.GatewaySettings;
import io.convergence.http.Exchange;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Dependencies shared by the gateway's event loops. Thread-safe.
 *
 * @param settings the parsed configuration
 * @param registry apps, tokens and DSNs that may post
 * @param rates rate limits by key
 * @param sentIds ids of recent beacons, for deduplication
 * @param publisher writes records to Kafka
 * @param metrics metrics of the gateway
 * @param bufferedBytes bytes reserved for bodies of synthetic results, over all event loops
 * @param events dependencies of the second plane, or null when it is off
 */
public record GatewayContext(
        GatewaySettings settings,
        LiveRegistry registry,
        KeyRates rates,
        SentIds sentIds,
        Publisher publisher,
        GatewayMetrics metrics,
        AtomicLong bufferedBytes,
        @Nullable EventPlane events) {

    /**
     * Whether records are accepted: the broker answers, and every DSN is known. Events have a producer of their own. A gateway
     * is not ready before the broker has answered it once, and remains ready when it fails later, so that beacons are accepted.
     */
    public boolean isReady() {
        return publisher.isReady()
                && registry.isComplete()
                && (events == null || events.publisher().hasBeenReady());
    }

    /** Writes the waiting events and stops; events that are not acknowledged within the time-out fail. */
    public void closeEvents(Duration timeout) {
        if (events != null) {
            events.close(timeout);
        }
    }

    /** Answers a request with a refusal and counts it, unless the request has been answered already. */
    void refuse(Exchange exchange, Plane plane, Refusal refusal) {
        if (exchange.isAnswered()) {
            return;
        }
        if (refusal.reason() != null) {
            metrics.countRejected(refusal.tenant(), plane, refusal.reason(), 1);
        }
        exchange.fail(refusal.error(), refusal.cors());
    }
}
