package io.convergence.gateway.http;

import io.convergence.gateway.metrics.GatewayMetrics;
import io.convergence.gateway.settings.ServerSettings;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop: no more than admitted over all loops, none slower than admitted. Slowness is judged
 * by deadlines for whole headers and whole bodies, so that a byte now and then keeps nothing open.
 */
final class Peers {
    private final IdentityHashMap<HttpConnection, Peer> peers = new IdentityHashMap<>();
    private final GatewayMetrics metrics;
    private final ServerSettings settings;

    Peers(GatewayMetrics metrics, ServerSettings settings) {
        this.metrics = metrics;
        this.settings = settings;
    }

    /** Takes a new connection, or closes it when there are enough. */
    void take(HttpConnection connection) {
        connection.exceptionHandler(failure -> metrics.closed("error"));
        if (metrics.open().incrementAndGet() > settings.maxConnections()) {
            metrics.open().decrementAndGet();
            metrics.closed("limit");
            connection.close();
            return;
        }
        peers.put(connection, new Peer(connection, in(settings.headerTimeout())));
        connection.closeHandler(closed -> {
            if (peers.remove(connection) != null) {
                metrics.open().decrementAndGet();
            }
        });
    }

    /** The peer of a connection; null when it was not taken. */
    @Nullable
    Peer of(HttpConnection connection) {
        return peers.get(connection);
    }

    /** Awaits the rest of a body. */
    void awaitBody(Peer peer, Runnable late) {
        peer.await("body", in(settings.bodyTimeout()), late);
    }

    /** Awaits the next request of a connection. */
    void awaitNext(Peer peer) {
        peer.await("idle", in(settings.idleTimeout()));
    }

    /** Awaits the end of a connection that was answered early. */
    void awaitEnd(Peer peer, Duration patience) {
        peer.await("linger", in(patience));
    }

    /** Ends what is late. */
    void sweep() {
        long now = System.nanoTime();
        List<Peer> late = new ArrayList<>();
        for (Peer peer : peers.values()) {
            String cause = peer.late(now);
            if (cause != null) {
                metrics.closed(cause);
                late.add(peer);
            }
        }
        late.forEach(Peer::expire);
    }

    private static long in(Duration patience) {
        return System.nanoTime() + patience.toNanos();
    }
}
