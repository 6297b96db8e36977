package io.convergence.gateway;

import io.convergence.gateway.http.Shared;
import io.convergence.gateway.publish.Heartbeats;
import io.convergence.gateway.publish.RejectReports;
import io.convergence.gateway.settings.GatewaySettings;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens by itself, on one thread: heartbeats, reports of refusals, and looks at the registry's file. */
final class Clockwork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Clockwork.class);
    private static final long RETRY_MILLIS = 50;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread named = new Thread(task, "gateway-clockwork");
        named.setDaemon(true);
        return named;
    });
    private final Shared shared;
    private final Heartbeats heartbeats;
    private final RejectReports reports;
    private final long heartbeatMillis;
    private boolean wasReady;

    private Clockwork(Shared shared) {
        GatewaySettings settings = shared.settings();
        this.shared = shared;
        this.heartbeats = new Heartbeats(shared.publisher(), shared.metrics(), settings.publish());
        this.reports = new RejectReports(
                shared.publisher(), shared.metrics(), settings.publish().rejects());
        this.heartbeatMillis = settings.publish().heartbeatInterval().toMillis();
    }

    static Clockwork start(Shared shared) {
        Clockwork clockwork = new Clockwork(shared);
        clockwork.thread.execute(clockwork::beat);
        clockwork.every(shared.settings().publish().rejectsInterval(), clockwork::reportIfReady);
        clockwork.every(shared.settings().registryPollInterval(), clockwork::reload);
        return clockwork;
    }

    /** Ends it with a last report. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("the clockwork did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reports.report(System.currentTimeMillis());
    }

    private void beat() {
        boolean all = false;
        try {
            all = heartbeats.beat(System.currentTimeMillis());
            // A record to a topic that was not asked for of late would be refused at once.
            shared.publisher().partitions(shared.settings().publish().rejects());
        } catch (RuntimeException e) {
            LOG.error("heartbeats failed", e);
        }
        tellReadiness();
        if (!thread.isShutdown()) {
            Future<?> unused = thread.schedule(this::beat, all ? heartbeatMillis : RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tellReadiness() {
        boolean ready = shared.publisher().isReady();
        if (ready && !wasReady) {
            LOG.info("the broker answers; beacons and results are taken");
        } else if (!ready && wasReady) {
            LOG.warn("the broker does not answer; beacons and results are refused until it does");
        }
        wasReady = ready;
    }

    private void reportIfReady() {
        if (shared.publisher().isReady()) {
            reports.report(System.currentTimeMillis());
        }
    }

    private void reload() {
        shared.registry().reload((taken, registry) -> {
            shared.metrics().reloaded(taken);
            shared.rates().retain(registry);
        });
    }

    private void every(Duration interval, Runnable task) {
        Runnable guarded = () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                // A periodic task that throws is never run again.
                LOG.error("a periodic task failed", e);
            }
        };
        Future<?> unused =
                thread.scheduleWithFixedDelay(guarded, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }
}
