package io.convergence.relay.routes;

import io.convergence.relay.desired.DesiredSignal;
import java.util.List;

/** Receivers and routes of one content of the file. */
public record RoutingTable(List<Receiver> receivers, List<AlertRoute> routes) {

    public RoutingTable {
        receivers = List.copyOf(receivers);
        routes = List.copyOf(routes);
    }

    /** Whether a receiver is informed of a signal: whether a route that applies to the signal names it. */
    public boolean leadsTo(String receiver, DesiredSignal signal) {
        return routes.stream().anyMatch(route -> route.to().contains(receiver) && route.matches(signal));
    }
}
