package io.convergence.launcher.system;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resources that a run has opened. They are closed once, the last opened first, when the run ends or the process is
 * asked to end. A resource that fails to close is logged and does not keep the others open. Thread-safe: a second caller
 * of {@link #close} waits for the first.
 */
public final class Teardown implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private volatile boolean closing;

    /**
     * Closes the resources when the process is asked to end.
     *
     * @param first runs before, unless closing has already begun
     */
    public void onExit(Runnable first) {
        Thread hook = new Thread(
                () -> {
                    if (!closing) {
                        first.run();
                    }
                    close();
                },
                "teardown");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Adds a resource to close; closes it at once when the others are closed already. */
    public <T extends AutoCloseable> T add(T resource) {
        synchronized (this) {
            if (!closing) {
                opened.push(resource);
                return resource;
            }
        }
        closeOne(resource);
        return resource;
    }

    /** Whether closing has begun; failures elsewhere are then its consequence. */
    public boolean isClosing() {
        return closing;
    }

    @Override
    public synchronized void close() {
        closing = true;
        while (!opened.isEmpty()) {
            closeOne(opened.pop());
        }
    }

    private static void closeOne(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            logger().warn("{} did not close", resource.getClass().getSimpleName(), e);
        }
    }

    private static Logger logger() {
        return LoggerFactory.getLogger(Teardown.class);
    }
}
