package io.convergence.query.settings;

import io.convergence.core.settings.OptionReader;
import io.convergence.core.settings.Secret;
import java.time.Duration;
import java.util.Map;

/**
 * Settings of the database connections.
 *
 * @param url JDBC address
 * @param user role
 * @param password password of the role; empty when the server does not ask for one
 * @param connections size of the pool, at least 2
 * @param timeout most time of one statement
 */
public record StoreSettings(String url, String user, Secret password, int connections, Duration timeout) {
    private static final String PASSWORD = "CONVERGENCE_QUERY_POSTGRES_PASSWORD";
    private static final String SCHEME = "jdbc:postgresql:";

    static StoreSettings read(OptionReader reader, Map<String, String> environment) {
        String url = reader.text(QueryOptions.POSTGRES_URL);
        reader.problems().check(url.isEmpty() || url.startsWith(SCHEME), "postgres.url: must begin with " + SCHEME);
        return new StoreSettings(
                url,
                reader.text(QueryOptions.POSTGRES_USER),
                new Secret(environment.getOrDefault(PASSWORD, "")),
                reader.number(QueryOptions.CONNECTIONS, 2, 1_000),
                reader.duration(QueryOptions.TIMEOUT, Duration.ofMillis(100), Duration.ofMinutes(5)));
    }
}
