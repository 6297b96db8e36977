package io.convergence.jobs.settings;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the database is reached.
 *
 * @param url JDBC address
 * @param user whom to connect as
 * @param password their password, or null when the database asks for none
 * @param driver further properties of the driver; may hold credentials, so never shown
 */
public record PostgresSettings(
        String url, String user, @Nullable Secret password, Map<String, String> driver) implements Serializable {

    /** Names the environment variable of the password. */
    public static final String PASSWORD = "CONVERGENCE_POSTGRES_PASSWORD";

    private static final String PREFIX = "postgres.";

    /** The driver's property of the search path. */
    private static final String SCHEMA = "currentSchema";

    public PostgresSettings {
        driver = Map.copyOf(driver);
    }

    /** The same with another schema before all others. */
    public PostgresSettings within(String schema) {
        Map<String, String> changed = new TreeMap<>(driver);
        changed.put(SCHEMA, schema);
        return new PostgresSettings(url, user, password, changed);
    }

    @Override
    public String toString() {
        return "PostgresSettings[user=" + user + "]";
    }

    static PostgresSettings read(OptionReader reader, Map<String, String> environment) {
        String url = reader.required(TransportOptions.POSTGRES_URL);
        reader.check(
                url.isEmpty() || url.startsWith("jdbc:postgresql:"),
                TransportOptions.POSTGRES_URL,
                "an address begins with jdbc:postgresql:");
        String password = environment.get(PASSWORD);
        Map<String, String> driver = Prefixed.of(reader.given(), PREFIX);
        driver.remove("url");
        driver.remove("user");
        return new PostgresSettings(
                url,
                reader.required(TransportOptions.POSTGRES_USER),
                password == null || password.isEmpty() ? null : new Secret(password),
                driver);
    }
}
