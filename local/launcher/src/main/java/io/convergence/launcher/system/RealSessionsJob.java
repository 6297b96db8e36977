package io.convergence.launcher.system;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.jobs.JobEnvironment;
import io.convergence.jobs.SessionsJob;
import io.convergence.jobs.settings.IntakeSettings;
import io.convergence.jobs.settings.SessionsSettings;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The sessions job as it is deployed. */
public final class RealSessionsJob implements LocalJob {
    private static final Endpoints NOWHERE =
            new Endpoints("localhost:9", "jdbc:postgresql://localhost:9/none", "none", "");

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
        SessionsJob.prepare(environment, settings(endpoints, options));
        return environment;
    }

    private static SessionsSettings settings(Endpoints endpoints, Map<String, String> options) {
        Configuration configuration = Configuration.fromMap(options);
        configuration.setString("kafka.bootstrap.servers", endpoints.bootstrapServers());
        configuration.setString("postgres.url", endpoints.jdbcUrl());
        configuration.setString("postgres.user", endpoints.databaseUser());
        return SessionsSettings.from(
                configuration,
                Map.of(
                        IntakeSettings.FINGERPRINT_SECRET,
                        RealJob.FINGERPRINT_SECRET,
                        "CONVERGENCE_POSTGRES_PASSWORD",
                        endpoints.databasePassword()));
    }
}
