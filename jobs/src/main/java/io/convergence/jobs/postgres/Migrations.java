package io.convergence.jobs.postgres;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.jobs.settings.TransportOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/** Runner of the migrations of {@code sql/postgres}, which create and change tables and functions, forward only. */
public final class Migrations {
    private static final String LOCATION = "classpath:db/migration";

    private Migrations() {}

    /**
     * Applies all pending migrations. Safe when several jobs start at once: Flyway locks the schema.
     *
     * @throws InvalidSettings when the database cannot be reached or a migration fails
     */
    public static void apply(PostgresSettings postgres) {
        migrate(postgres, null);
    }

    /**
     * Applies all pending migrations to a schema, which is created when it does not exist.
     *
     * @param postgres settings with that schema at the head of the search path
     * @throws InvalidSettings when the database cannot be reached or a migration fails
     */
    public static void apply(PostgresSettings postgres, String schema) {
        migrate(postgres, schema);
    }

    private static void migrate(PostgresSettings postgres, @Nullable String schema) {
        Map<String, String> properties = PostgresConnections.properties(postgres).entrySet().stream()
                .collect(Collectors.toMap(entry -> (String) entry.getKey(), entry -> (String) entry.getValue()));
        try {
            FluentConfiguration flyway = Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(postgres.url(), properties.remove("user"), properties.getOrDefault("password", ""))
                    .jdbcProperties(properties)
                    .locations(LOCATION);
            (schema == null ? flyway : flyway.schemas(schema)).load().migrate();
        } catch (FlywayException e) {
            throw new InvalidSettings(List.of(
                    TransportOptions.POSTGRES_URL.key() + ": the database cannot be migrated: " + e.getMessage()));
        }
    }
}
