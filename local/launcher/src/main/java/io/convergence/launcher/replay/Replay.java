package io.convergence.launcher.replay;

import io.convergence.jobs.settings.ConvergenceOptions;
import io.convergence.kit.kafka.TopicReader;
import io.convergence.launcher.command.Console;
import io.convergence.launcher.slo.LocalObjectives;
import io.convergence.launcher.system.ClusterSettings;
import io.convergence.launcher.system.LocalJob;
import io.convergence.launcher.system.LocalSystem;
import io.convergence.launcher.system.LocalTopics;
import io.convergence.launcher.system.RealJob;
import io.convergence.launcher.system.RecordPublisher;
import io.convergence.launcher.system.RunDirectory;
import io.convergence.launcher.system.RunningJob;
import io.convergence.launcher.system.SystemSettings;
import io.convergence.launcher.system.Teardown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A replay: publishes definitions and the records of files, runs the job, and with events the sessions job beside it, until
 * every operator has seen the last heartbeat, stops them with savepoints so that the last transactions commit, and writes
 * their output and stored rows to files.
 */
public final class Replay {
    private static final int RESTARTS = 3;

    private final ReplayArguments options;
    private final LocalObjectives definitions;
    private final LocalTopics topics;
    private final LocalJob job;
    private final Console console;

    /**
     * Creates a replay that is not started.
     *
     * @param topics of the local system
     * @param console takes the progress
     */
    public Replay(
            ReplayArguments options, LocalObjectives definitions, LocalTopics topics, LocalJob job, Console console) {
        this.options = options;
        this.definitions = definitions;
        this.topics = topics;
        this.job = job;
        this.console = console;
    }

    /** Runs the replay in a directory; the teardown closes what it has started. */
    public void run(RunDirectory run, Teardown teardown) throws Exception {
        Files.createDirectories(options.out());
        boolean events = options.events() != null;
        ClusterSettings cluster =
                new ClusterSettings(options.parallelism(), options.stateBackend(), 0, RESTARTS, events ? 2 : 1);
        LocalSystem system =
                LocalSystem.launch(new SystemSettings(0, 0, topics, cluster), run, teardown, console::progress);
        String bootstrapServers = system.kafka().bootstrapServers();
        PublishedCounts published = publish(bootstrapServers);

        StreamExecutionEnvironment environment =
                job.build(system.cluster().configuration(), system.endpoints(), options.jobOptions());
        long submitted = System.nanoTime();
        RunningJob running = system.cluster().submit(environment);
        RunningJob sessions = events ? submitSessions(system) : null;
        ReplayProgress progress = new ReplayProgress(running, console);
        progress.awaitRunning();
        long began = System.nanoTime();
        long end = published.lastHeartbeat() - millis(ConvergenceOptions.OUT_OF_ORDERNESS) - 1;
        progress.awaitEventTime(end);
        running.stopWithSavepoint();
        if (sessions != null) {
            ReplayProgress counting = new ReplayProgress(sessions, console);
            counting.awaitRunning();
            counting.awaitEventTime(end);
            sessions.stopWithSavepoint();
        }
        double seconds = (System.nanoTime() - began) / 1e9;

        JobOutputCounts outcome = new JobOutputWriter(new TopicReader(bootstrapServers), options.out()).write();
        ObjectiveRowCounts objectives = definitions.isEmpty()
                ? ObjectiveRowCounts.NONE
                : new ObjectiveRowWriter(system.endpoints(), options.out())
                        .write(definitions.documents().size());
        Map<String, Long> eventRows =
                sessions == null ? Map.of() : new EventRowWriter(system.endpoints(), options.out()).write();
        ReplaySummary summary = new ReplaySummary(
                published,
                outcome,
                objectives,
                eventRows,
                options.parallelism(),
                options.stateBackend(),
                (began - submitted) / 1e9,
                seconds);
        summary.write(options.out().resolve("summary.json"));
        console.progress(String.format(
                Locale.ROOT,
                "%,d records in %.1f s (%,.0f/s): %,d verdicts, %,d of them changes, %,d signals; see %s",
                summary.recordsIn(),
                seconds,
                summary.recordsPerSecond(),
                outcome.verdicts(),
                outcome.verdictChanges(),
                outcome.signals(),
                options.out()));
    }

    private static RunningJob submitSessions(LocalSystem system) throws Exception {
        return system.cluster()
                .submit(RealJob.sessions().build(system.cluster().configuration(), system.endpoints(), Map.of()));
    }

    private PublishedCounts publish(String bootstrapServers) throws IOException {
        long began = System.nanoTime();
        long maxAhead = millis(ConvergenceOptions.MAX_AHEAD);
        try (RecordPublisher publisher = new RecordPublisher(bootstrapServers);
                TimedLines beacons = lines(options.beacons(), maxAhead);
                TimedLines synthetic = lines(options.synthetic(), maxAhead);
                TimedLines events = lines(options.events(), maxAhead)) {
            definitions.publish(publisher, System.currentTimeMillis());
            long runOut = definitions.isEmpty() ? ReplayPublisher.RUN_OUT : ReplayPublisher.SLO_RUN_OUT;
            PublishedCounts published = new ReplayPublisher(publisher, topics, runOut, System::currentTimeMillis)
                    .publish(beacons, synthetic, events);
            console.progress(String.format(
                    Locale.ROOT,
                    "published %,d beacons, %,d synthetic results, %,d events and %,d heartbeats in %.1f s",
                    published.beacons(),
                    published.results(),
                    published.events(),
                    published.heartbeats(),
                    (System.nanoTime() - began) / 1e9));
            return published;
        }
    }

    private static TimedLines lines(@Nullable Path file, long maxAhead) throws IOException {
        LineReader reader = file == null
                ? new LineReader(InputStream.nullInputStream(), 0)
                : new LineReader(Files.newInputStream(file), RecordPublisher.LONGEST_VALUE);
        return new TimedLines(reader, maxAhead);
    }

    private long millis(ConfigOption<Duration> option) {
        return Configuration.fromMap(options.jobOptions()).get(option).toMillis();
    }
}
