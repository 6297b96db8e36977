package io.convergence.relay.send;

import io.convergence.relay.delivered.RecordedDelivery;
import io.convergence.relay.desired.DesiredSignal;
import io.convergence.relay.metrics.ReceiverGauges;
import io.convergence.relay.metrics.RelayMetrics;
import io.convergence.relay.receive.MessageWriters;
import io.convergence.relay.routes.Receiver;
import io.convergence.relay.routes.RoutingTable;
import io.convergence.relay.settings.RelaySettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Latest signals and deliveries of the assigned partitions, and the lanes of all receivers. Thread-safe. The lock of a lane is
 * taken under the lock of this class, never the other way round.
 */
public final class Dispatcher implements AutoCloseable {
    private final RelaySettings settings;
    private final DeliveryLog log;
    private final RelayMetrics metrics;
    private final HttpSender sender;
    private final Object lock = new Object();
    private final Map<Integer, PartitionView> partitions = new ConcurrentHashMap<>();
    private final Map<String, ReceiverLane> lanes = new HashMap<>();
    private RoutingTable routes;

    /**
     * Creates the dispatcher and starts the lanes.
     *
     * @param log where deliveries are recorded
     */
    public Dispatcher(RelaySettings settings, RoutingTable routes, DeliveryLog log, RelayMetrics metrics) {
        this.settings = settings;
        this.log = log;
        this.metrics = metrics;
        this.sender = new HttpSender(settings.sendTimeout());
        this.routes = routes;
        useRoutes(routes);
    }

    /** Takes over routes: lanes of changed and removed receivers end, those of unchanged ones go on. */
    public void useRoutes(RoutingTable table) {
        Set<Receiver> kept = Set.copyOf(table.receivers());
        List<ReceiverLane> ended;
        synchronized (lock) {
            ended = lanes.values().stream()
                    .filter(lane -> !kept.contains(lane.receiver()))
                    .toList();
        }
        // Outside the lock, which a lane may need before it can end.
        ended.forEach(ReceiverLane::close);
        synchronized (lock) {
            ended.forEach(lane -> lanes.remove(lane.receiver().name()));
            routes = table;
            for (Receiver receiver : table.receivers()) {
                lanes.computeIfAbsent(receiver.name(), name -> start(receiver));
            }
            partitions.forEach(
                    (partition, view) -> view.signals.values().forEach(signal -> offer(partition, view, signal)));
        }
    }

    /** Takes over a partition that was read whole. */
    public void load(int partition, Map<String, DesiredSignal> signals, Map<String, RecordedDelivery> deliveries) {
        synchronized (lock) {
            PartitionView view = new PartitionView(new HashMap<>(signals), new ConcurrentHashMap<>(deliveries));
            partitions.put(partition, view);
            view.signals.values().forEach(signal -> offer(partition, view, signal));
        }
    }

    /** Takes over a signal of a loaded partition, if it is newer than the one known, and no replay. */
    public void update(int partition, DesiredSignal signal) {
        synchronized (lock) {
            PartitionView view = partitions.get(partition);
            if (view != null && isNewer(signal, view.signals)) {
                view.signals.put(signal.dedupKey(), signal);
                offer(partition, view, signal);
            }
        }
    }

    /** Whether a signal is to replace the one known of its key: it is newer, and not of a replay. */
    public static boolean isNewer(DesiredSignal signal, Map<String, DesiredSignal> known) {
        DesiredSignal other = known.get(signal.dedupKey());
        return !signal.replay() && (other == null || signal.isAfter(other.episode(), other.sequence()));
    }

    /** Forgets a key whose record was removed from the topic, and removes its deliveries from the log. */
    public void remove(int partition, String dedupKey) {
        synchronized (lock) {
            PartitionView view = partitions.get(partition);
            if (view == null) {
                return;
            }
            view.signals.remove(dedupKey);
            lanes.values().forEach(lane -> lane.remove(dedupKey));
            List<String> keys = view.deliveries.values().stream()
                    .filter(delivery -> delivery.dedupKey().equals(dedupKey))
                    .map(RecordedDelivery::key)
                    .toList();
            for (String key : keys) {
                view.deliveries.remove(key);
                log.remove(partition, key);
            }
        }
    }

    /** Forgets a partition that was assigned to another relay. */
    public void revoke(int partition) {
        synchronized (lock) {
            partitions.remove(partition);
            lanes.values().forEach(lane -> lane.removePartition(partition));
        }
    }

    /** The present numbers of every receiver. */
    public List<ReceiverGauges> gauges() {
        long now = System.currentTimeMillis();
        synchronized (lock) {
            return lanes.values().stream().map(lane -> lane.gauges(now)).collect(Collectors.toList());
        }
    }

    /** Ends all lanes. */
    @Override
    public void close() {
        List<ReceiverLane> ended;
        synchronized (lock) {
            ended = new ArrayList<>(lanes.values());
        }
        ended.forEach(ReceiverLane::close);
    }

    private ReceiverLane start(Receiver receiver) {
        ReceiverLane lane = new ReceiverLane(
                receiver,
                MessageWriters.of(receiver, settings.expires()),
                new LaneTools(sender, new ViewedLog(), metrics),
                settings.resend(),
                settings.bundle());
        lane.start();
        return lane;
    }

    private void offer(int partition, PartitionView view, DesiredSignal signal) {
        long now = System.currentTimeMillis();
        for (ReceiverLane lane : lanes.values()) {
            String name = lane.receiver().name();
            RecordedDelivery delivered = view.deliveries.get(RecordedDelivery.key(name, signal.dedupKey()));
            lane.put(partition, signal, delivered, routes.leadsTo(name, signal), now);
        }
    }

    /** Latest signals by deduplication key and latest deliveries by their key. */
    private record PartitionView(Map<String, DesiredSignal> signals, Map<String, RecordedDelivery> deliveries) {}

    /** The log, with the latest deliveries kept in memory for lanes that start later. */
    private final class ViewedLog implements DeliveryLog {
        @Override
        public void record(int partition, RecordedDelivery delivery) {
            PartitionView view = partitions.get(partition);
            if (view != null) {
                view.deliveries.put(delivery.key(), delivery);
            }
            log.record(partition, delivery);
        }

        @Override
        public void remove(int partition, String key) {
            log.remove(partition, key);
        }

        @Override
        public void await() {
            log.await();
        }
    }
}
