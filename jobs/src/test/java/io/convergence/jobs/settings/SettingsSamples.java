package io.convergence.jobs.settings;

import java.util.Map;
import org.apache.flink.configuration.Configuration;

/** The least that settings need. */
public final class SettingsSamples {
    /** An environment with the fingerprint secret. */
    public static final Map<String, String> ENVIRONMENT =
            Map.of(IntakeSettings.FINGERPRINT_SECRET, "0123456789abcdef0123456789abcdef");

    private SettingsSamples() {}

    /** The required keys and the given ones, as key, value, key, value. */
    public static Configuration given(String... pairs) {
        Configuration configuration = new Configuration();
        configuration.setString("kafka.bootstrap.servers", "localhost:9092");
        configuration.setString("postgres.url", "jdbc:postgresql://localhost/convergence");
        for (int i = 0; i < pairs.length; i += 2) {
            configuration.setString(pairs[i], pairs[i + 1]);
        }
        return configuration;
    }

    /** Settings of the required keys and the given ones. */
    public static ConvergenceSettings settings(String... pairs) {
        return ConvergenceSettings.from(given(pairs), ENVIRONMENT);
    }
}
