package io.convergence.launcher.demo;

import io.convergence.core.codec.BeaconEncoder;
import io.convergence.core.codec.EventEncoder;
import io.convergence.core.codec.SyntheticResultEncoder;
import io.convergence.core.rum.Beacon;
import io.convergence.core.window.HostKey;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.traffic.CheckModel;
import io.convergence.launcher.traffic.EventModel;
import io.convergence.launcher.traffic.Incident;
import io.convergence.launcher.traffic.TrafficModel;
import java.util.List;

/**
 * Publisher of the demonstration's traffic, second by second: views, checks and, when their topic exists, the events of
 * sampled sessions from {@value #EVENT_HISTORY} ms before live traffic. For one thread.
 */
public final class DemoTraffic {
    /** Views per second if every site were at its daily peak. */
    private static final double PEAK = 50;

    private static final long SECOND = 1000;

    /** Length of the history of events: two windows, so that what is new in the latest one can be recognised. */
    private static final long EVENT_HISTORY = 1_800_000;

    private final TrafficModel views;
    private final CheckModel checks;
    private final EventModel events;
    private final long eventsFrom;
    private final RecordPublisher publisher;
    private final LocalTopics topics;
    private final BeaconEncoder beacons = new BeaconEncoder();
    private final SyntheticResultEncoder results = new SyntheticResultEncoder();
    private final EventEncoder eventRecords = new EventEncoder();
    private long next;
    private long published;

    private DemoTraffic(
            TrafficModel views,
            CheckModel checks,
            EventModel events,
            long eventsFrom,
            RecordPublisher publisher,
            LocalTopics topics,
            long start) {
        this.views = views;
        this.checks = checks;
        this.events = events;
        this.eventsFrom = eventsFrom;
        this.publisher = publisher;
        this.topics = topics;
        this.next = start;
    }

    /**
     * Traffic of the demonstration's sites.
     *
     * @param seed equal seeds make equal traffic
     * @param start first second, epoch milliseconds, a multiple of 1000
     * @param live start of live traffic, which the incidents are timed by, epoch milliseconds
     */
    public static DemoTraffic of(long seed, RecordPublisher publisher, LocalTopics topics, long start, long live) {
        List<Incident> script = DemoStory.script(live);
        return new DemoTraffic(
                new TrafficModel(DemoStory.sites(), script, seed),
                new CheckModel(DemoStory.sites(), script, seed),
                new EventModel(script),
                topics.partitions().containsKey(LocalTopics.EVENTS) ? live - EVENT_HISTORY : Long.MAX_VALUE,
                publisher,
                topics,
                start);
    }

    /** Published records, without heartbeats. */
    long published() {
        return published;
    }

    /**
     * Publishes every second that has ended by a time, and heartbeats at the ends of seconds that are multiples of an
     * interval.
     *
     * @param now epoch milliseconds
     * @param heartbeatMillis interval of heartbeats, a multiple of 1000
     */
    public void until(long now, long heartbeatMillis) {
        while (next + SECOND <= now) {
            views.views(next, PEAK, view -> {
                publisher.send(
                        LocalTopics.BEACONS, view.receivedAt(), HostKey.of(view).recordKey(), beacons.encode(view));
                published++;
                publishEvents(view);
            });
            checks.results(next, result -> {
                publisher.send(
                        LocalTopics.SYNTHETIC_RESULTS,
                        result.receivedAt(),
                        HostKey.of(result).recordKey(),
                        results.encode(result));
                published++;
            });
            next += SECOND;
            if (next % heartbeatMillis == 0) {
                publisher.heartbeat(topics, next);
            }
        }
    }

    private void publishEvents(Beacon view) {
        if (view.receivedAt() < eventsFrom) {
            return;
        }
        events.events(view, event -> {
            publisher.send(LocalTopics.EVENTS, event.receivedAt(), event.recordKey(), eventRecords.encode(event));
            published++;
        });
    }
}
