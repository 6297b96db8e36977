package io.convergence.gateway;

import java.util.concurrent.CountDownLatch;

/** Broker in a process of its own, for the benchmark. It prints its address. */
public final class BrokerProcess {
    private BrokerProcess() {}

    /** Runs until the process is terminated. */
    public static void main(String[] arguments) throws InterruptedException {
        Broker broker = Broker.create();
        System.out.println("broker: " + broker.address());
        new CountDownLatch(1).await();
    }
}
