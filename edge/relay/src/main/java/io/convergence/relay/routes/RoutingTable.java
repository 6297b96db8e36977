package io.convergence.relay.routes;

import io.convergence.relay.desired.DesiredSignal;
import java.util.List;

/**
 * Receivers and routes of one content of the file.
 *
 * @param receivers receivers of signals
 * @param eventsReceivers receivers of events, to which no route leads
 * @param routes which signals go to which receivers
 */
public record RoutingTable(List<Receiver> receivers, List<EventsReceiver> eventsReceivers, List<AlertRoute> routes) {

    public RoutingTable {
        receivers = List.copyOf(receivers);
        eventsReceivers = List.copyOf(eventsReceivers);
        routes = List.copyOf(routes);
    }

    /** Whether a receiver is informed of a signal: whether a route that applies to the signal names it. */
    public boolean leadsTo(String receiver, DesiredSignal signal) {
        return routes.stream().anyMatch(route -> route.to().contains(receiver) && route.matches(signal));
    }
}
