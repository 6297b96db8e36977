package io.convergence.bench.latency;

import io.convergence.core.codec.BeaconEncoder;
import io.convergence.core.codec.SyntheticResultEncoder;
import io.convergence.core.rum.Beacon;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.window.HostKey;
import io.convergence.launcher.demo.DemoStory;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.traffic.CheckModel;
import io.convergence.launcher.traffic.TrafficModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Traffic as a gateway publishes it in real time: views and checks of the demonstration's sites without incidents, and a
 * heartbeat to every partition each second. For use by one thread, which also publishes the measured incidents: a record
 * that is sent before a heartbeat is appended before it.
 */
final class LiveTraffic {
    private static final long SECOND = 1000;
    private static final long SEED = 1;

    private final TrafficModel views = new TrafficModel(DemoStory.sites(), List.of(), SEED);
    private final CheckModel checks = new CheckModel(DemoStory.sites(), List.of(), SEED);
    private final BeaconEncoder beacons = new BeaconEncoder();
    private final SyntheticResultEncoder results = new SyntheticResultEncoder();
    private final RecordPublisher publisher;
    private final LocalTopics topics;
    private final int rate;
    private final Queue<Due> due = new ArrayDeque<>();
    private final List<SecondOfTraffic> others = new ArrayList<>();
    private long next;

    private record Due(long receivedAt, Runnable publication) {}

    /** Traffic beside that of the demonstration's sites. */
    interface SecondOfTraffic {
        /** Passes the views and results that are received within a second to their consumers. */
        void generate(long second, Consumer<Beacon> views, Consumer<SyntheticResult> results);
    }

    /**
     * Creates traffic that begins at the next full second.
     *
     * @param rate views per second
     * @param now epoch milliseconds
     */
    LiveTraffic(RecordPublisher publisher, LocalTopics topics, int rate, long now) {
        this.publisher = publisher;
        this.topics = topics;
        this.rate = rate;
        this.next = now / SECOND * SECOND + SECOND;
    }

    /** Adds other traffic from the next second on. */
    void add(SecondOfTraffic other) {
        others.add(other);
    }

    /** Publishes the records received up to a time, epoch milliseconds. */
    void until(long now) {
        while (next <= now) {
            publishUntil(next);
            publisher.heartbeat(topics, next);
            prepare(next);
            next += SECOND;
        }
        publishUntil(now);
    }

    /** Publishes a view. */
    void publish(Beacon view) {
        publisher.send(LocalTopics.BEACONS, view.receivedAt(), HostKey.of(view).recordKey(), beacons.encode(view));
    }

    private void prepare(long second) {
        Stream.Builder<Due> received = Stream.builder();
        views.exactViews(second, rate, view -> received.add(new Due(view.receivedAt(), () -> publish(view))));
        checks.results(second, result -> received.add(new Due(result.receivedAt(), () -> publish(result))));
        for (SecondOfTraffic other : others) {
            other.generate(
                    second,
                    view -> received.add(new Due(view.receivedAt(), () -> publish(view))),
                    result -> received.add(new Due(result.receivedAt(), () -> publish(result))));
        }
        received.build().sorted(Comparator.comparingLong(Due::receivedAt)).forEach(due::add);
    }

    /** Publishes a result of a check. */
    void publish(SyntheticResult result) {
        publisher.send(
                LocalTopics.SYNTHETIC_RESULTS,
                result.receivedAt(),
                HostKey.of(result).recordKey(),
                results.encode(result));
    }

    private void publishUntil(long now) {
        while (!due.isEmpty() && due.element().receivedAt() <= now) {
            due.remove().publication().run();
        }
    }
}
