package io.convergence.bench.gateway;

import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.launcher.system.LocalTopics;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The broker of {@code bench/gateway.sh}, as a process of its own: with the system's topics, on a free port. */
public final class BrokerForBench {
    private BrokerForBench() {}

    /**
     * Starts the broker, prints {@code broker: HOST:PORT}, and runs until the process is asked to end.
     *
     * @param arguments {@code events} adds the topics of the second plane
     */
    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.startTemporary();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "close-broker"));
        LocalTopics topics = LocalTopics.defaults();
        (List.of(arguments).contains("events") ? topics.withEvents() : topics).create(broker.bootstrapServers());
        System.out.println("broker: " + broker.bootstrapServers());
        new CountDownLatch(1).await();
    }
}
