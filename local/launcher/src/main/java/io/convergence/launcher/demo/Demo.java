package io.convergence.launcher.demo;

import io.convergence.launcher.command.Console;
import io.convergence.launcher.system.ClusterSettings;
import io.convergence.launcher.system.Endpoints;
import io.convergence.launcher.system.LocalJob;
import io.convergence.launcher.system.LocalSystem;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RealJob;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunDirectory;
import io.convergence.launcher.system.RunningJob;
import io.convergence.launcher.system.SystemSettings;
import io.convergence.launcher.system.Teardown;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The demonstration: starts broker, database and cluster, publishes two hours of history at full speed, then traffic in
 * real time until it is stopped. Prints each verdict change and each signal.
 */
public final class Demo {
    private static final long HISTORY = Duration.ofHours(2).toMillis();
    private static final long SECOND = 1000;
    private static final long HISTORY_HEARTBEAT = 10 * SECOND;
    private static final int RESTARTS = 1000;
    private static final int PARALLELISM = 2;

    private final DemoOptions options;
    private final LocalTopics topics;
    private final LocalJob job;
    private final Console console;
    private final LongSupplier clock;

    /**
     * Creates a demonstration that is not started.
     *
     * @param topics of the local system
     * @param job submitted to the cluster
     * @param console takes verdict changes, signals and progress
     * @param clock wall clock, epoch milliseconds
     */
    public Demo(DemoOptions options, LocalTopics topics, LocalJob job, Console console, LongSupplier clock) {
        this.options = options;
        this.topics = topics;
        this.job = job;
        this.console = console;
        this.clock = clock;
    }

    /** Runs the demonstration in a directory; the teardown closes what it has started. */
    public void run(RunDirectory run, Teardown teardown) throws Exception {
        console.progress("starting Kafka, Postgres and Flink");
        long live = clock.getAsLong() / SECOND * SECOND;
        LocalTopics created = options.events() ? topics.withEvents() : topics;
        ClusterSettings cluster =
                new ClusterSettings(PARALLELISM, "rocksdb", options.uiPort(), RESTARTS, options.events() ? 2 : 1);
        LocalSystem system = LocalSystem.launch(
                new SystemSettings(options.kafkaPort(), options.postgresPort(), created, cluster),
                run,
                teardown,
                console::progress);
        String bootstrapServers = system.kafka().bootstrapServers();
        RecordPublisher publisher = teardown.add(new RecordPublisher(bootstrapServers));
        DemoObjectives.read().publish(publisher, live - HISTORY);
        DemoTraffic traffic = DemoTraffic.of(options.seed(), publisher, created, live - HISTORY, live);
        traffic.until(live, HISTORY_HEARTBEAT);
        publisher.flush();
        console.progress(
                String.format(Locale.ROOT, "published two hours of history, %,d records", traffic.published()));

        DemoConsole page =
                DemoConsole.start(system.endpoints(), options.queryPort(), options.gatewayPort(), run, teardown);
        StreamExecutionEnvironment environment =
                job.build(system.cluster().configuration(), system.endpoints(), Map.of("signal.url", page.signalUrl()));
        RunningJob running = system.cluster().submit(environment);
        console.progress("submitted the job; its first checkpoint commits the first verdicts");
        // The gateway's heartbeats carry the wall clock. What was published after them for an earlier time would be
        // late, and its absence would look like a traffic collapse.
        traffic.until(clock.getAsLong(), SECOND);
        publisher.flush();
        DemoEdge edge = DemoEdge.start(
                bootstrapServers, options.gatewayPort(), options.shopPort(), options.events(), run, teardown);
        if (options.events()) {
            system.cluster()
                    .submit(RealJob.sessions().build(system.cluster().configuration(), system.endpoints(), Map.of()));
        }
        URI alertmanager = options.alertmanager();
        DemoRelay relay = alertmanager == null ? null : DemoRelay.start(bootstrapServers, alertmanager, run, teardown);
        console.line("");
        page.print(console);
        if (relay != null) {
            relay.print(console);
        }
        printAddresses(system.endpoints(), system.cluster().webInterface().toString(), edge);
        teardown.add(Feed.follow(bootstrapServers, line -> console.line(line.render(console, live))));
        stayLive(traffic, running);
    }

    private void stayLive(DemoTraffic traffic, RunningJob running) throws Exception {
        long end = options.minutes() == 0 ? Long.MAX_VALUE : clock.getAsLong() + options.minutes() * 60L * SECOND;
        while (clock.getAsLong() < end) {
            traffic.until(clock.getAsLong(), SECOND);
            running.refuseEnd();
            Thread.sleep(SECOND - clock.getAsLong() % SECOND);
        }
        console.progress("the time is up; stopping");
    }

    private void printAddresses(Endpoints endpoints, String webInterface, DemoEdge edge) {
        String address = endpoints.jdbcUrl().substring("jdbc:postgresql://".length());
        String url = "postgresql://" + endpoints.databaseUser() + ':' + endpoints.databasePassword() + '@' + address;
        console.line("  Shop      " + edge.shop() + "  open it, accept, break things, send a crowd");
        console.line("  Gateway   " + edge.ingest() + "/ingest/rum, its metrics " + edge.management() + "/metrics");
        if (options.events()) {
            console.line("  Events    " + edge.ingest() + "/ingest/events?token=" + DemoEdge.DSN);
        }
        console.line("  Flink UI  " + webInterface);
        console.line("  Kafka     " + endpoints.bootstrapServers());
        console.line("  Postgres  " + url);
        console.line("  try       psql " + url + " -c 'select tenant, app, host, verdict, views, error_views"
                + " from convergence_verdicts order by 1, 2, 3'");
        console.line("            psql " + url + " -c 'select tenant, slo, slo_group,"
                + " status, round(remaining, 3) as remaining from slo_status order by 1, 2, 3'");
        console.line("  Ctrl-C stops everything and leaves nothing behind.");
        console.line("");
    }
}
