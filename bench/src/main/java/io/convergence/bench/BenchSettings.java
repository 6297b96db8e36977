package io.convergence.bench;

import io.convergence.jobs.settings.ConvergenceSettings;
import io.convergence.jobs.settings.IntakeSettings;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** The settings of a job as it is delivered, without a broker. */
final class BenchSettings {
    private BenchSettings() {}

    /** Defaults throughout, and the database that is written to, if any. */
    static ConvergenceSettings of(@Nullable BenchDatabase database) {
        Configuration given = new Configuration();
        given.setString("kafka.bootstrap.servers", "127.0.0.1:1");
        given.setString("postgres.url", database == null ? "jdbc:postgresql://127.0.0.1:1/none" : database.url());
        given.setString("postgres.user", BenchDatabase.USER);
        return ConvergenceSettings.from(
                given, Map.of(IntakeSettings.FINGERPRINT_SECRET, "no-letter-is-written-but-one-is-asked-for"));
    }
}
