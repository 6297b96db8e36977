package io.convergence.jobs.connect;

import io.convergence.jobs.settings.InvalidSettings;
import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.jobs.settings.TransportOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the store to the form that the jobs write: the migrations of {@code sql/postgres}, forward only. */
public final class Migrations {
    private static final String LOCATION = "classpath:db/migration";

    private Migrations() {}

    /**
     * Applies what has not been applied yet. Safe when several jobs start at once: they take turns.
     *
     * @throws InvalidSettings when the database cannot be reached or a migration fails
     */
    public static void apply(PostgresSettings postgres) {
        Map<String, String> properties = PostgresConnections.properties(postgres).entrySet().stream()
                .collect(Collectors.toMap(entry -> (String) entry.getKey(), entry -> (String) entry.getValue()));
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(postgres.url(), properties.remove("user"), properties.getOrDefault("password", ""))
                    .jdbcProperties(properties)
                    .locations(LOCATION)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new InvalidSettings(
                    List.of(TransportOptions.POSTGRES_URL.key() + ": the store cannot be prepared: " + e.getMessage()));
        }
    }
}
