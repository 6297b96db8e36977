package io.convergence.http;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Daemon thread that runs until it is closed. */
public final class FeedThread implements AutoCloseable {
    private static final long JOIN_MILLIS = 6_000;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /**
     * A thread that is not started yet.
     *
     * @param name name of the thread
     * @param task returns soon after {@link #isClosedWithin} has returned true
     */
    public FeedThread(String name, Runnable task) {
        thread = new Thread(task, name);
        thread.setDaemon(true);
    }

    /** Starts the task. */
    public void start() {
        thread.start();
    }

    /** Whether the thread is closed, or is closed within a time. An interrupted thread counts as closed. */
    public boolean isClosedWithin(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed.countDown();
            return true;
        }
    }

    /** Ends the task and waits some seconds for it. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
