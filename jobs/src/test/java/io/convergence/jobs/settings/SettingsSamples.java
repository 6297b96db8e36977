package io.convergence.jobs.settings;

import java.util.Map;
import org.apache.flink.configuration.Configuration;

/** Minimal valid settings for tests. */
public final class SettingsSamples {
    /** Environment variables with the fingerprint secret. */
    public static final Map<String, String> ENVIRONMENT =
            Map.of(IntakeSettings.FINGERPRINT_SECRET, "0123456789abcdef0123456789abcdef");

    private SettingsSamples() {}

    /** A configuration of the required keys and further ones, passed as key, value, key, value. */
    public static Configuration configuration(String... pairs) {
        Configuration configuration = new Configuration();
        configuration.setString("kafka.bootstrap.servers", "localhost:9092");
        configuration.setString("postgres.url", "jdbc:postgresql://localhost/convergence");
        for (int i = 0; i < pairs.length; i += 2) {
            configuration.setString(pairs[i], pairs[i + 1]);
        }
        return configuration;
    }

    /** Settings of the required keys and further ones, passed as key, value, key, value. */
    public static ConvergenceSettings settings(String... pairs) {
        return ConvergenceSettings.from(configuration(pairs), ENVIRONMENT);
    }
}
