package io.convergence.launcher.demo;

import io.convergence.jobs.SessionsJob;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.postgres.EmbeddedDatabase;
import io.convergence.kit.process.JvmProcess;
import io.convergence.launcher.cluster.ClusterFiles;
import io.convergence.launcher.cluster.FlinkProcessSettings;
import io.convergence.launcher.cluster.FlinkProcesses;
import io.convergence.launcher.command.Console;
import io.convergence.launcher.system.Endpoints;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunDirectory;
import io.convergence.launcher.system.Teardown;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * A deployment on this machine to try things on: broker, database, a Flink cluster of several processes without a job, and
 * live traffic. Prints the commands that submit, stop and restore the job.
 */
public final class ClusterDemo {
    private static final long SECOND = 1000;

    private final ClusterOptions options;
    private final ClusterFiles files;
    private final String fingerprintSecret;
    private final Console console;
    private final LongSupplier clock;

    /**
     * Creates a deployment that is not started.
     *
     * @param fingerprintSecret key of the fingerprints in the job's dead letters
     * @param clock wall clock, epoch milliseconds
     */
    public ClusterDemo(
            ClusterOptions options, ClusterFiles files, String fingerprintSecret, Console console, LongSupplier clock) {
        this.options = options;
        this.files = files;
        this.fingerprintSecret = fingerprintSecret;
        this.console = console;
        this.clock = clock;
    }

    /** Runs the deployment until its time is up; the teardown closes what it has started. */
    public void run(RunDirectory run, Teardown teardown) throws Exception {
        console.progress("starting ZooKeeper, a JobManager, " + options.taskManagers() + " TaskManagers, Kafka and"
                + " Postgres");
        EmbeddedBroker kafka = teardown.add(EmbeddedBroker.start(run.of("kafka"), options.kafkaPort()));
        EmbeddedDatabase database = teardown.add(EmbeddedDatabase.start(run.of("postgres"), options.postgresPort()));
        FlinkProcesses flink = teardown.add(FlinkProcesses.start(
                files.installation(),
                run.of("flink"),
                new FlinkProcessSettings(options.taskManagers(), options.slots(), options.uiPort(), Map.of())));
        LocalTopics topics = options.events() ? LocalTopics.defaults().withEvents() : LocalTopics.defaults();
        topics.create(kafka.bootstrapServers());
        Endpoints endpoints =
                new Endpoints(kafka.bootstrapServers(), database.jdbcUrl(), database.user(), database.password());
        DemoConsole page = DemoConsole.start(endpoints, options.queryPort(), null, run, teardown);
        files.write(endpoints, fingerprintSecret, page.signalUrl());
        awaitTaskManagers(flink);
        RecordPublisher publisher = teardown.add(new RecordPublisher(kafka.bootstrapServers()));
        long live = clock.getAsLong() / SECOND * SECOND;
        DemoObjectives.read().publish(publisher, live);
        URI alertmanager = options.alertmanager();
        DemoRelay relay =
                alertmanager == null ? null : DemoRelay.start(kafka.bootstrapServers(), alertmanager, run, teardown);
        console.line("");
        page.print(console);
        if (relay != null) {
            relay.print(console);
        }
        explain(flink, kafka, database);
        teardown.add(Feed.follow(kafka.bootstrapServers(), line -> console.line(line.render(console, live))));
        keepTrafficFlowing(DemoTraffic.of(options.seed(), publisher, topics, live, live));
    }

    private void awaitTaskManagers(FlinkProcesses flink) throws InterruptedException {
        while (flink.registered() < options.taskManagers()) {
            for (JvmProcess process : flink.all()) {
                if (!process.isAlive()) {
                    throw new IllegalStateException(process.name() + " has ended: " + process.outputTail());
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    private void keepTrafficFlowing(DemoTraffic traffic) throws InterruptedException {
        long end = options.minutes() == 0 ? Long.MAX_VALUE : clock.getAsLong() + options.minutes() * 60L * SECOND;
        while (clock.getAsLong() < end) {
            traffic.until(clock.getAsLong(), SECOND);
            Thread.sleep(SECOND - clock.getAsLong() % SECOND);
        }
        console.progress("the time is up; stopping");
    }

    private void explain(FlinkProcesses flink, EmbeddedBroker kafka, EmbeddedDatabase database) {
        Path root = files.installation().root();
        String run = "local/bin/convergence flink run -d -p " + options.slots();
        String job = root.relativize(files.installation().jobJar()) + " --config conf/jobs/convergence.properties"
                + " --config " + root.relativize(files.job());
        String sessions = root.relativize(files.installation().jobJar()) + " --config conf/jobs/sessions.properties"
                + " --kafka.bootstrap.servers " + kafka.bootstrapServers() + " --postgres.url " + database.jdbcUrl()
                + " --postgres.user " + database.user();
        for (String line : List.of(
                "  Flink UI  " + flink.webInterface(),
                "  Kafka     " + kafka.bootstrapServers()
                        + "  with live traffic, and the objectives of conf/slo/demo.yaml",
                "  Postgres  postgresql://" + database.user() + ':' + database.password() + "@127.0.0.1:"
                        + database.port() + "/postgres",
                "  In another terminal, in the project's directory:",
                "    submit   " + run + " " + job,
                "    sessions " + run + " -c " + SessionsJob.class.getName() + ' ' + sessions,
                "    look     local/bin/convergence flink list",
                "    stop     local/bin/convergence flink stop JOB_ID        (prints where the savepoint is)",
                "    restore  " + run + " -s SAVEPOINT " + job,
                "  Ctrl-C stops everything and leaves nothing behind.",
                "")) {
            console.line(line);
        }
    }
}
