package io.convergence.bench;

import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.settings.Delivery;
import io.convergence.jobs.settings.IntakeSettings;
import io.convergence.jobs.settings.SessionsSettings;
import io.convergence.jobs.settings.TransportOptions;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** Settings of a job with the options as shipped. */
public final class BenchSettings {
    /** An address that nothing listens on. */
    private static final String UNUSED = "127.0.0.1:1";

    private static final Map<String, String> ENVIRONMENT =
            Map.of(IntakeSettings.FINGERPRINT_SECRET, "no-dead-letter-is-written-but-it-is-required");

    private BenchSettings() {}

    /**
     * Default options without a broker.
     *
     * @param database the database that the job writes to; null for none
     */
    public static ConvergenceSettings of(@Nullable BenchDatabase database) {
        Configuration options = new Configuration();
        options.setString("kafka.bootstrap.servers", UNUSED);
        options.setString("postgres.url", database == null ? "jdbc:postgresql://" + UNUSED + "/none" : database.url());
        options.setString("postgres.user", "postgres");
        return read(options);
    }

    /** Default options except for the delivery guarantee. */
    public static ConvergenceSettings of(String bootstrapServers, BenchDatabase database, Delivery delivery) {
        Configuration options = new Configuration();
        options.setString("kafka.bootstrap.servers", bootstrapServers);
        options.setString("postgres.url", database.url());
        options.setString("postgres.user", database.user());
        options.set(TransportOptions.DELIVERY_GUARANTEE, delivery);
        return read(options);
    }

    /**
     * Default options, some of them replaced.
     *
     * @param options keys and the values that replace the defaults
     */
    public static ConvergenceSettings with(Map<String, String> options) {
        return read(Configuration.fromMap(options));
    }

    /**
     * Default options of the sessions job, some of them replaced.
     *
     * @param options keys and the values that replace the defaults
     */
    public static SessionsSettings ofSessions(Map<String, String> options) {
        return SessionsSettings.from(Configuration.fromMap(options), ENVIRONMENT);
    }

    private static ConvergenceSettings read(Configuration options) {
        return ConvergenceSettings.from(options, ENVIRONMENT);
    }
}
