package io.convergence.launcher.system;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what a run has opened, the last first, once, whether the run ends by itself or the process is told to end. What
 * does not close is logged and passed over. Safe for several threads: whoever closes second waits for the first.
 */
public final class Teardown implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private volatile boolean closing;

    /** Closes it when the process is told to end. */
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

    /** Adds something to close; at once when all else is closed already. */
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

    /** Whether closing has begun, so that failures elsewhere are its consequence. */
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
