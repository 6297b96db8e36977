package io.convergence.gateway;

import io.convergence.gateway.recording.StoreOnDemand;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletion of recordings that are older than their retention, at the start and every hour. It has a thread of its own, since
 * it reads the whole directory and heartbeats must not wait for it.
 */
final class RecordingRetention implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingRetention.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread named = new Thread(task, "gateway-recording-retention");
        named.setDaemon(true);
        return named;
    });
    private final StoreOnDemand store;

    private RecordingRetention(StoreOnDemand store) {
        this.store = store;
    }

    static RecordingRetention start(StoreOnDemand store) {
        RecordingRetention retention = new RecordingRetention(store);
        Future<?> unused = retention.thread.scheduleWithFixedDelay(retention::delete, 0, 1, TimeUnit.HOURS);
        return retention;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void delete() {
        try {
            int days = store.deleteExpired(LocalDate.now(ZoneOffset.UTC));
            if (days > 0) {
                LOG.info("deleted the recordings of {} days, which were older than retention.replay", days);
            }
        } catch (IOException | RuntimeException e) {
            // An exception that leaves a periodic task would end its schedule.
            LOG.error("recordings older than retention.replay could not be deleted", e);
        }
    }
}
