package io.convergence.launcher.system;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.jobs.ConvergenceJob;
import io.convergence.jobs.JobEnvironment;
import io.convergence.jobs.SessionsJob;
import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.settings.IntakeSettings;
import io.convergence.jobs.settings.SessionsSettings;
import io.convergence.jobs.settings.TransportOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job as it is deployed.
 *
 * @param <S> its settings
 */
public final class RealJob<S> implements LocalJob {
    /** Unused addresses: options are checked before broker and database are started. */
    private static final Endpoints NOWHERE =
            new Endpoints("localhost:9", "jdbc:postgresql://localhost:9/none", "none", "");

    private static final Duration LONGEST_RETENTION = Duration.ofDays(3650);

    /** Key of the fingerprints in dead letters of a local run, whose topics end with it. Deployments have their own secret. */
    public static final String FINGERPRINT_SECRET = "convergence-local-fingerprint-secret";

    private final BiFunction<Configuration, Map<String, String>, S> read;
    private final BiConsumer<StreamExecutionEnvironment, S> prepare;

    private RealJob(
            BiFunction<Configuration, Map<String, String>, S> read, BiConsumer<StreamExecutionEnvironment, S> prepare) {
        this.read = read;
        this.prepare = prepare;
    }

    /**
     * The convergence job. Unless options say otherwise, it keeps every snapshot of an objective, because event time of a
     * local run passes faster than its results are read.
     */
    public static RealJob<ConvergenceSettings> convergence() {
        return new RealJob<>(
                (configuration, environment) -> {
                    Configuration whole = new Configuration();
                    whole.set(TransportOptions.RETENTION_SNAPSHOTS_1M, LONGEST_RETENTION);
                    whole.set(TransportOptions.RETENTION_SNAPSHOTS_5M, LONGEST_RETENTION);
                    whole.addAll(configuration);
                    return ConvergenceSettings.from(whole, environment);
                },
                ConvergenceJob::prepare);
    }

    /** The sessions job. */
    public static RealJob<SessionsSettings> sessions() {
        return new RealJob<>(SessionsSettings::from, SessionsJob::prepare);
    }

    @Override
    public List<String> problems(Map<String, String> options) {
        try {
            settings(NOWHERE, options);
            return List.of();
        } catch (InvalidSettings refusal) {
            return refusal.problems();
        }
    }

    @Override
    public StreamExecutionEnvironment build(Configuration cluster, Endpoints endpoints, Map<String, String> options) {
        Configuration configuration = new Configuration(cluster);
        configuration.addAll(Configuration.fromMap(options));
        StreamExecutionEnvironment environment = JobEnvironment.create(configuration);
        prepare.accept(environment, settings(endpoints, options));
        return environment;
    }

    private S settings(Endpoints endpoints, Map<String, String> options) {
        Configuration configuration = Configuration.fromMap(options);
        configuration.setString("kafka.bootstrap.servers", endpoints.bootstrapServers());
        configuration.setString("postgres.url", endpoints.jdbcUrl());
        configuration.setString("postgres.user", endpoints.databaseUser());
        return read.apply(
                configuration,
                Map.of(
                        IntakeSettings.FINGERPRINT_SECRET,
                        FINGERPRINT_SECRET,
                        "CONVERGENCE_POSTGRES_PASSWORD",
                        endpoints.databasePassword()));
    }
}
