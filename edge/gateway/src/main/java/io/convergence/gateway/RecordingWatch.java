package io.convergence.gateway;

import io.convergence.gateway.recording.StoreOnDemand;
import io.convergence.gateway.registry.LiveRegistry;
import io.convergence.gateway.settings.EventSettings;
import io.convergence.recordings.s3.ObjectStoreException;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks every few seconds whether the store of recordings can be used, while a DSN records sessions. It has a thread of its
 * own, since a store that does not answer delays its check. Thread-safe.
 */
final class RecordingWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingWatch.class);
    private static final long INTERVAL_SECONDS = 5;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread named = new Thread(task, "gateway-recording-watch");
        named.setDaemon(true);
        return named;
    });
    private final EventSettings settings;
    private final LiveRegistry registry;
    private final StoreOnDemand store;
    private volatile boolean isUsable;
    private String logged = "";

    /** A watch that has not checked yet, so that a gateway that waits for the store is not ready. */
    RecordingWatch(EventSettings settings, LiveRegistry registry, StoreOnDemand store) {
        this.settings = settings;
        this.registry = registry;
        this.store = store;
    }

    /** Starts the checks. */
    void start() {
        if (isNeeded()) {
            Future<?> unused = thread.scheduleWithFixedDelay(this::check, 0, INTERVAL_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Whether the store could be used at the latest check, or the gateway does not wait for it. */
    boolean isReady() {
        return isUsable || !isNeeded() || !registry.current().recordsSessions();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private boolean isNeeded() {
        return settings.enabled() && settings.recordings().isWatched();
    }

    private void check() {
        if (!registry.current().recordsSessions()) {
            // A gateway whose registry records sessions from now on stays ready until the store is found to be away.
            isUsable = true;
            return;
        }
        try {
            store.check();
            isUsable = true;
            log("the store of recordings can be used");
        } catch (IOException | RuntimeException e) {
            isUsable = false;
            // Other messages have paths.
            String reason = e instanceof ObjectStoreException
                    ? String.valueOf(e.getMessage())
                    : e.getClass().getName();
            log("the store of recordings cannot be used, and the gateway is not ready: " + reason);
        }
    }

    private void log(String state) {
        if (!state.equals(logged)) {
            LOG.info("{}", state);
            logged = state;
        }
    }
}
