package io.convergence.bench;

import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.settings.Delivery;
import io.convergence.jobs.settings.IntakeSettings;
import io.convergence.jobs.settings.TransportOptions;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** The settings of a job as it is delivered. */
public final class BenchSettings {
    private BenchSettings() {}

    /** Defaults throughout, no broker, and the database that is written to, if any. */
    public static ConvergenceSettings of(@Nullable BenchDatabase database) {
        Configuration given = new Configuration();
        given.setString("kafka.bootstrap.servers", "127.0.0.1:1");
        return read(given, database == null ? "jdbc:postgresql://127.0.0.1:1/none" : database.url());
    }

    /** Defaults throughout but for what readers of the output can rely on. */
    public static ConvergenceSettings of(String bootstrapServers, BenchDatabase database, Delivery delivery) {
        Configuration given = new Configuration();
        given.setString("kafka.bootstrap.servers", bootstrapServers);
        given.set(TransportOptions.DELIVERY_GUARANTEE, delivery);
        return read(given, database.url());
    }

    private static ConvergenceSettings read(Configuration given, String database) {
        given.setString("postgres.url", database);
        given.setString("postgres.user", BenchDatabase.USER);
        return ConvergenceSettings.from(
                given, Map.of(IntakeSettings.FINGERPRINT_SECRET, "no-letter-is-written-but-one-is-asked-for"));
    }
}
