package io.convergence.gateway;

import io.convergence.gateway.publish.BrokerClock;
import io.convergence.gateway.publish.Heartbeats;
import io.convergence.gateway.publish.RejectReports;
import io.convergence.gateway.route.EventPlane;
import io.convergence.gateway.route.GatewayContext;
import io.convergence.gateway.settings.GatewaySettings;
import io.convergence.http.WatchedFile.Change;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Background tasks of the gateway on one thread: heartbeats, reject reports, comparison with the broker's clock,
 * reload of files.
 */
final class PeriodicTasks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTasks.class);
    private static final long RETRY_MILLIS = 50;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread named = new Thread(task, "gateway-periodic-tasks");
        named.setDaemon(true);
        return named;
    });
    private final GatewayContext context;
    private final Heartbeats heartbeats;
    private final @Nullable Heartbeats eventHeartbeats;
    private final RejectReports reports;
    private final BrokerClock clock;
    private final long heartbeatMillis;
    private boolean wasReady;

    private PeriodicTasks(GatewayContext context) {
        GatewaySettings settings = context.settings();
        this.context = context;
        this.heartbeats = new Heartbeats(context.publisher(), context.metrics(), settings.publish());
        EventPlane events = context.events();
        this.eventHeartbeats = events == null
                ? null
                : new Heartbeats(
                        events.publisher(),
                        context.metrics(),
                        List.of(settings.events().topic()));
        this.reports = new RejectReports(
                context.publisher(), context.metrics(), settings.publish().rejects());
        this.clock = new BrokerClock(
                context.publisher(), context.metrics(), settings.publish().rejects());
        this.heartbeatMillis = settings.publish().heartbeatInterval().toMillis();
    }

    static PeriodicTasks start(GatewayContext context) {
        PeriodicTasks tasks = new PeriodicTasks(context);
        tasks.thread.execute(tasks::sendHeartbeats);
        tasks.schedule(context.settings().publish().rejectsInterval(), tasks::reportIfReady);
        tasks.schedule(context.settings().registryPollInterval(), tasks::reloadFiles);
        return tasks;
    }

    /** Stops the tasks and sends a last reject report. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("the periodic tasks did not stop within 5 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reports.send(System.currentTimeMillis());
    }

    private void sendHeartbeats() {
        boolean complete = false;
        try {
            complete = heartbeats.send(System.currentTimeMillis());
            if (eventHeartbeats != null) {
                eventHeartbeats.send(System.currentTimeMillis());
            }
            // The producer forgets topics that are not used; a record to a forgotten topic would fail at once.
            context.publisher().partitions(context.settings().publish().rejects());
        } catch (RuntimeException e) {
            LOG.error("heartbeats failed", e);
        }
        logReadiness();
        if (!thread.isShutdown()) {
            long delay = complete ? heartbeatMillis : RETRY_MILLIS;
            Future<?> unused = thread.schedule(this::sendHeartbeats, delay, TimeUnit.MILLISECONDS);
        }
    }

    private void logReadiness() {
        boolean ready = context.publisher().isReady();
        if (ready && !wasReady) {
            LOG.info("the broker answers; beacons and results are accepted");
        } else if (!ready && wasReady) {
            LOG.warn("the broker does not answer; beacons and results are refused until it does");
        }
        wasReady = ready;
    }

    private void reportIfReady() {
        if (context.publisher().isReady()) {
            long now = System.currentTimeMillis();
            reports.send(now);
            clock.compare(now);
        }
    }

    private void reloadFiles() {
        Change change = context.registry().reload();
        if (change != Change.NONE) {
            context.metrics().countReload(change == Change.TAKEN);
        }
        // The topic of DSNs changes the registry as well.
        context.rates().retain(context.registry().current());
        EventPlane events = context.events();
        if (events != null) {
            events.networks().reload();
            events.places().reload();
            events.segmentRates().retain(context.registry().current());
        }
    }

    private void schedule(Duration interval, Runnable task) {
        Runnable guarded = () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                // An exception that leaves a periodic task would end its schedule.
                LOG.error("a periodic task failed", e);
            }
        };
        Future<?> unused =
                thread.scheduleWithFixedDelay(guarded, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }
}
