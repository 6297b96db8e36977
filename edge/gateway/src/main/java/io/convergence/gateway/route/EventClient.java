package io.convergence.gateway.route;

import io.convergence.core.dsn.Dsn;
import io.convergence.gateway.client.ClientAddress;
import io.convergence.gateway.client.UserAgent;
import io.convergence.gateway.settings.EventClientSettings;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The client of a request of events. The only class that reads the address of the other end of a connection; the address
 * gives a place and the key of a rate limit and leaves this process in no form.
 */
final class EventClient {
    private final ClientAddress address;
    private final @Nullable InetAddress limited;
    private final @Nullable String agent;

    private EventClient(ClientAddress address, @Nullable InetAddress limited, @Nullable String agent) {
        this.address = address;
        this.limited = limited;
        this.agent = agent;
    }

    /** The client of a request. */
    static EventClient of(HttpServerRequest request, GatewayContext gateway) {
        EventClientSettings settings = gateway.settings().events().client();
        SocketAddress remote = request.remoteAddress();
        String peer = remote == null || remote.hostAddress() == null ? "" : remote.hostAddress();
        List<String> headers = request.headers().getAll(settings.header());
        String hops = headers.isEmpty() ? null : String.join(",", headers);
        ClientAddress client = ClientAddress.of(peer, hops, settings.trustedProxies());
        InetAddress limited = client.address() != null
                ? client.address()
                : ClientAddress.of(peer, null, List.of()).address();
        return new EventClient(client, limited, request.getHeader("User-Agent"));
    }

    /** The number of seconds until the rate of the client admits the request, 0 when it does. */
    long secondsToWait(EventPlane plane) {
        return limited == null ? 0 : plane.clientRates().secondsToWait(limited);
    }

    /** Labels of events of a DSN that the client has: place, browser, system, device. The look-up is counted. */
    Map<String, String> labels(Dsn dsn, EventPlane plane, GatewayContext gateway) {
        Map<String, String> labels = new HashMap<>(UserAgent.labels(agent));
        InetAddress of = address.address();
        Map<String, String> place = Map.of();
        String located = "nil";
        boolean isPlaced = address.kind() == ClientAddress.Kind.PUBLIC || address.kind() == ClientAddress.Kind.PEER;
        if (of != null && isPlaced && plane.places().looksUp(dsn.placeLevel())) {
            place = plane.places().labels(of, dsn.placeLevel());
            located = place.isEmpty() ? "failure" : "success";
        }
        gateway.metrics().countLocation(dsn.tenant(), address.kind().label(), located);
        labels.putAll(place);
        return labels;
    }
}
