package io.convergence.relay.topic;

import io.convergence.relay.metrics.EventsGauges;
import io.convergence.relay.metrics.EventsMetrics;
import io.convergence.relay.routes.EventsReceiver;
import io.convergence.relay.routes.RoutingTable;
import io.convergence.relay.settings.RelaySettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The followers of the topic of events, one for each receiver of events. {@link #gauges} may be called by any thread. */
public final class EventFollowers implements AutoCloseable {
    private final RelaySettings settings;
    private final EventsMetrics metrics;
    private final Map<String, EventFollower> followers = new ConcurrentHashMap<>();

    /** Starts a follower for each receiver of events of a table. */
    public EventFollowers(RelaySettings settings, RoutingTable table, EventsMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
        useRoutes(table);
    }

    /** Takes over routes: followers of changed and removed receivers end, those of unchanged ones go on. */
    public synchronized void useRoutes(RoutingTable table) {
        Set<EventsReceiver> kept = Set.copyOf(table.eventsReceivers());
        List<EventFollower> ended = followers.values().stream()
                .filter(follower -> !kept.contains(follower.receiver()))
                .toList();
        end(ended);
        for (EventsReceiver receiver : table.eventsReceivers()) {
            followers.computeIfAbsent(receiver.name(), name -> start(receiver));
        }
    }

    /** The present numbers of every receiver of events. */
    public List<EventsGauges> gauges() {
        return followers.values().stream().map(EventFollower::gauges).toList();
    }

    /** Ends all followers. */
    @Override
    public synchronized void close() {
        end(List.copyOf(followers.values()));
    }

    private void end(List<EventFollower> ended) {
        for (EventFollower follower : ended) {
            follower.close();
            followers.remove(follower.receiver().name());
        }
    }

    private EventFollower start(EventsReceiver receiver) {
        EventFollower follower = new EventFollower(receiver, settings.topics(), settings.sendTimeout(), metrics);
        follower.start();
        return follower;
    }
}
