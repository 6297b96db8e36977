package io.convergence.bench.pipeline;

import io.convergence.bench.BenchCluster;
import io.convergence.bench.BenchOptions;
import io.convergence.bench.BenchSettings;
import io.convergence.bench.RecordMeter;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.settings.SessionsSettings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Measurement of one variant, as a process of its own. */
public final class PipelineRun {
    /** Most hosts of a tenant: all of them are measured. */
    private static final int HOSTS = 10_000_000;

    private PipelineRun() {}

    /**
     * Measures and prints the line of {@link Measured}.
     *
     * @param arguments options of {@link PipelineOptions}
     */
    public static void main(String[] arguments) throws Exception {
        PipelineOptions options;
        try {
            options = BenchOptions.read(PipelineOptions.all(), arguments, PipelineOptions::read);
        } catch (InvalidSettings refusal) {
            BenchOptions.print(refusal, System.err);
            System.exit(BenchOptions.MISUSED);
            return;
        }
        Measured measured = measure(options);
        System.out.println(measured.line());
    }

    private static Measured measure(PipelineOptions options) throws Exception {
        return switch (options.variant()) {
            case POLL -> PolledDatabase.run(options);
            case EVENTS, SESSIONS -> {
                SessionsSettings settings = BenchSettings.ofSessions(settings(options));
                yield job(options, environment -> SessionsPipeline.build(options.variant(), environment, settings));
            }
            case LIMIT, CONVERGENCE, SLO, STOCK, SQL -> {
                ConvergenceSettings settings = BenchSettings.with(settings(options));
                yield job(options, environment -> PipelineJob.build(options.variant(), environment, settings));
            }
        };
    }

    private static Measured job(PipelineOptions options, Consumer<StreamExecutionEnvironment> builder)
            throws Exception {
        Map<String, String> engine = new HashMap<>(RecordMeter.OPTIONS);
        engine.put(StateBackendOptions.STATE_BACKEND.key(), options.backend());
        try (BenchCluster cluster = BenchCluster.start(options.conf(), engine)) {
            StreamExecutionEnvironment environment = cluster.environment();
            builder.accept(environment);
            JobID job = cluster.submit(environment);
            CompletableFuture<JobResult> result = cluster.result(job);
            long end = new PipelineTraffic(options.shape(), PipelineTraffic.START).end();
            Measured measured = new Stopwatch(options.records(), options.limit().toNanos())
                    .run(RecordMeter::read, () -> isEvaluated(options.variant(), end), result::isDone);
            if (options.variant() == Variant.SESSIONS) {
                long bytes = cluster.savepointBytes(job);
                System.out.printf(
                        Locale.ROOT,
                        "state: %.0f bytes a session, all states of the job in a savepoint%n",
                        (double) bytes / options.shape().keys());
                cluster.savepointBytesByTask(job)
                        .forEach((task, size) -> System.out.printf(
                                Locale.ROOT,
                                "state of %s: %.0f bytes a session%n",
                                task,
                                (double) size / options.shape().keys()));
            }
            cluster.cancel(job);
            return measured;
        }
    }

    private static boolean isEvaluated(Variant variant, long end) {
        return variant.lastOperators().isEmpty() || RecordMeter.eventTime(variant.lastOperators()) >= end;
    }

    private static Map<String, String> settings(PipelineOptions options) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", options.broker());
        settings.put("postgres.url", options.database());
        settings.put("postgres.user", "postgres");
        if (!options.variant().readsEvents()) {
            settings.put("window.slide", options.slide().toMillis() + " ms");
            settings.put("bounds.hosts", String.valueOf(HOSTS));
        }
        settings.put("source.group", UUID.randomUUID().toString());
        settings.put("delivery.transaction-prefix", UUID.randomUUID().toString());
        if (options.variant() == Variant.CONVERGENCE) {
            settings.put("convergence.branches", "convergence");
        }
        settings.putAll(options.settings().values());
        return settings;
    }
}
