package io.convergence.gateway;

import java.util.concurrent.CountDownLatch;

/** A broker as a process of its own, for the bench and for tests that end processes; prints its address. */
public final class BrokerProcess {
    private BrokerProcess() {}

    /** Runs until the process is told to end. */
    public static void main(String[] arguments) throws InterruptedException {
        Broker broker = Broker.create();
        System.out.println("broker: " + broker.address());
        new CountDownLatch(1).await();
    }
}
