package io.convergence.bench.pipeline;

import io.convergence.bench.BenchOptions;
import io.convergence.core.codec.BeaconEncoder;
import io.convergence.core.codec.SyntheticResultEncoder;
import io.convergence.core.rum.Beacon;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.Option;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.window.BusyHosts;
import io.convergence.core.window.HostKey;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The broker of a measurement, as a process of its own, whose input topics contain objectives and the traffic: views and
 * results in the order of event time, and a heartbeat to every partition each second of event time, as a gateway sends them.
 * A record is published at once when its event time has passed, otherwise once it has come: traffic that starts in the past
 * and ends in the future begins with a backlog and goes on at a steady rate.
 */
public final class BrokerWithTraffic {
    private static final Option START =
            Option.number("start", PipelineTraffic.START, "Event time of the first view, in epoch milliseconds.");

    private static final long SECOND = 1000;

    /** Event time after the last view that the last heartbeats reach: longer than any delay of an evaluation. */
    private static final long TAIL_MILLIS = 120 * SECOND;

    private final PipelineTraffic traffic;
    private final RecordPublisher publisher;
    private final LocalTopics topics;
    private final BeaconEncoder beacons = new BeaconEncoder();
    private final SyntheticResultEncoder results = new SyntheticResultEncoder();
    private final BusyHosts busyHosts = new BusyHosts();
    private long sentResults;
    private long heartbeatAt;
    private long beats;

    private BrokerWithTraffic(PipelineTraffic traffic, RecordPublisher publisher, LocalTopics topics) {
        this.traffic = traffic;
        this.publisher = publisher;
        this.topics = topics;
        this.heartbeatAt = traffic.start();
    }

    /**
     * Starts the broker, prints {@code topics: HOST:PORT}, fills the topics, prints {@code broker: HOST:PORT RECORDS} with the
     * number of records of the topic of views, and runs until the process is asked to end.
     *
     * @param arguments options of {@link TrafficShape}, and {@code start}
     */
    public static void main(String[] arguments) throws Exception {
        PipelineTraffic traffic;
        try {
            traffic = BenchOptions.read(
                    Stream.concat(TrafficShape.OPTIONS.stream(), Stream.of(START))
                            .toList(),
                    arguments,
                    reader -> new PipelineTraffic(TrafficShape.read(reader), reader.number(START, 0, Long.MAX_VALUE)));
        } catch (InvalidSettings refusal) {
            BenchOptions.print(refusal, System.err);
            System.exit(BenchOptions.MISUSED);
            return;
        }
        EmbeddedBroker broker = EmbeddedBroker.startTemporary();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "close-broker"));
        LocalTopics topics = LocalTopics.defaults();
        topics.create(broker.bootstrapServers());
        long records;
        try (RecordPublisher publisher = new RecordPublisher(broker.bootstrapServers())) {
            PipelineObjectives.publish(publisher, traffic.start());
            System.out.println("topics: " + broker.bootstrapServers());
            records = new BrokerWithTraffic(traffic, publisher, topics).fill();
        }
        System.out.println("broker: " + broker.bootstrapServers() + " " + records);
        new CountDownLatch(1).await();
    }

    /** Publishes all records; returns the number of those in the topic of views. */
    private long fill() {
        for (long number = 0; number < traffic.shape().beacons(); number++) {
            Beacon view = traffic.view(number);
            await(view.receivedAt());
            until(view.receivedAt());
            publish(view);
        }
        until(traffic.end() + TAIL_MILLIS);
        publisher.flush();
        return traffic.shape().beacons() + beats * topics.count(LocalTopics.BEACONS);
    }

    /** Publishes a view to the partition that a gateway chooses. */
    private void publish(Beacon view) {
        HostKey host = HostKey.of(view);
        if (busyHosts.add(host, view.receivedAt())) {
            int partition = busyHosts.nextPartition(topics.count(LocalTopics.BEACONS));
            publisher.sendTo(partition, LocalTopics.BEACONS, view.receivedAt(), host.recordKey(), beacons.encode(view));
        } else {
            publisher.send(LocalTopics.BEACONS, view.receivedAt(), host.recordKey(), beacons.encode(view));
        }
    }

    private static void await(long time) {
        long left = time - System.currentTimeMillis();
        while (left > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(left));
            left = time - System.currentTimeMillis();
        }
    }

    /** Publishes the results and heartbeats before an instant. */
    private void until(long time) {
        while (sentResults < traffic.results() && traffic.resultTime(sentResults) < time) {
            SyntheticResult result = traffic.result(sentResults++);
            publisher.send(
                    LocalTopics.SYNTHETIC_RESULTS,
                    result.receivedAt(),
                    HostKey.of(result).recordKey(),
                    results.encode(result));
        }
        while (heartbeatAt < time) {
            publisher.heartbeat(topics, heartbeatAt);
            beats++;
            heartbeatAt += SECOND;
        }
    }
}
