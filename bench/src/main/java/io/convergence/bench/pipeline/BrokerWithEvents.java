package io.convergence.bench.pipeline;

import io.convergence.bench.BenchOptions;
import io.convergence.core.codec.EventEncoder;
import io.convergence.core.event.RumEvent;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import java.util.concurrent.CountDownLatch;

/**
 * The broker of a measurement of the sessions job, as a process of its own, whose topic contains events in the order of event
 * time, and a heartbeat to every partition at their end.
 */
public final class BrokerWithEvents {
    /** Event time between the last event and the heartbeats: longer than a minute stays open. */
    private static final long TAIL_MILLIS = 120_000;

    private BrokerWithEvents() {}

    /**
     * Starts the broker, fills the topic, prints {@code broker: HOST:PORT RECORDS} with the number of its records, and runs
     * until the process is asked to end.
     *
     * @param arguments options of {@link TrafficShape}
     */
    public static void main(String[] arguments) throws Exception {
        TrafficShape shape;
        try {
            shape = BenchOptions.read(TrafficShape.OPTIONS, arguments, TrafficShape::read);
        } catch (InvalidSettings refusal) {
            BenchOptions.print(refusal, System.err);
            System.exit(BenchOptions.MISUSED);
            return;
        }
        EmbeddedBroker broker = EmbeddedBroker.startTemporary();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "close-broker"));
        LocalTopics topics = LocalTopics.defaults().withEvents();
        topics.create(broker.bootstrapServers());
        try (RecordPublisher publisher = new RecordPublisher(broker.bootstrapServers())) {
            EventTraffic traffic = new EventTraffic(shape);
            EventEncoder encoder = new EventEncoder();
            for (long number = 0; number < shape.beacons(); number++) {
                RumEvent event = traffic.event(number);
                publisher.send(LocalTopics.EVENTS, event.receivedAt(), event.recordKey(), encoder.encode(event));
            }
            publisher.heartbeat(topics, traffic.time(shape.beacons()) + TAIL_MILLIS);
            publisher.flush();
        }
        System.out.println(
                "broker: " + broker.bootstrapServers() + " " + (shape.beacons() + topics.count(LocalTopics.EVENTS)));
        new CountDownLatch(1).await();
    }
}
