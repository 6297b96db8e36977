package io.convergence.jobs.settings;

import io.convergence.core.settings.ClientProperties;
import io.convergence.core.settings.Secret;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The database and its credentials.
 *
 * @param url JDBC URL
 * @param user name of the database user
 * @param password password of the user, or null when the database requires none
 * @param driver further properties of the JDBC driver; they may contain credentials and must not be logged
 */
public record PostgresSettings(
        String url, String user, @Nullable Secret password, Map<String, String> driver) implements Serializable {

    /** The environment variable of the password. */
    public static final String PASSWORD = "CONVERGENCE_POSTGRES_PASSWORD";

    private static final String PREFIX = "postgres.";

    /** The driver's property of the search path. */
    private static final String SCHEMA = "currentSchema";

    public PostgresSettings {
        driver = Map.copyOf(driver);
    }

    /** The same settings with a schema at the head of the search path. */
    public PostgresSettings within(String schema) {
        Map<String, String> changed = new TreeMap<>(driver);
        changed.put(SCHEMA, schema);
        return new PostgresSettings(url, user, password, changed);
    }

    @Override
    public String toString() {
        return "PostgresSettings[user=" + user + "]";
    }

    static PostgresSettings read(ConfigOptionReader reader, Map<String, String> environment) {
        String url = reader.required(TransportOptions.POSTGRES_URL);
        reader.check(
                url.isEmpty() || url.startsWith("jdbc:postgresql:"),
                TransportOptions.POSTGRES_URL,
                "an address begins with jdbc:postgresql:");
        String password = environment.get(PASSWORD);
        Map<String, String> driver = ClientProperties.withPrefix(reader.values(), PREFIX);
        driver.remove("url");
        driver.remove("user");
        return new PostgresSettings(
                url,
                reader.required(TransportOptions.POSTGRES_USER),
                password == null || password.isEmpty() ? null : new Secret(password),
                driver);
    }
}
