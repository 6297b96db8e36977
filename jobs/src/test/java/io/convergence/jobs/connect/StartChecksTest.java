package io.convergence.jobs.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.settings.InvalidSettings;
import io.convergence.core.settings.Secret;
import io.convergence.jobs.kafka.KafkaTopics;
import io.convergence.jobs.postgres.Migrations;
import io.convergence.jobs.postgres.Store;
import io.convergence.jobs.settings.KafkaSettings;
import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.jobs.settings.SettingsSamples;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartChecksTest {

    @Test
    void anUnreachableBrokerIsOneProblem() {
        KafkaSettings kafka = SettingsSamples.settings(
                        "kafka.bootstrap.servers", "localhost:1",
                        "kafka.default.api.timeout.ms", "300",
                        "kafka.request.timeout.ms", "200")
                .kafka();
        assertThatThrownBy(() -> KafkaTopics.partitions(kafka, List.of("rum.beacons", "synthetic.results")))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        refusal -> assertThat(refusal.problems())
                                .singleElement()
                                .asString()
                                .startsWith("kafka.bootstrap.servers: topics cannot be looked up: "));
    }

    @Test
    void anUnreachableDatabaseIsOneProblemWithoutThePassword() {
        PostgresSettings nowhere =
                new PostgresSettings("jdbc:postgresql://localhost:1/x", "writer", new Secret("hush"), Map.of());
        assertThatThrownBy(() -> Migrations.apply(nowhere))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        refusal -> assertThat(refusal.problems())
                                .singleElement()
                                .asString()
                                .startsWith("postgres.url: the database cannot be migrated: ")
                                .doesNotContain("hush"));
    }

    @Test
    void migratingTwiceChangesNothing() throws SQLException {
        Store store = Store.create();
        List<String> before = store.query("SELECT script, checksum FROM flyway_schema_history");
        Migrations.apply(store.settings());
        assertThat(store.query("SELECT script, checksum FROM flyway_schema_history"))
                .isNotEmpty()
                .isEqualTo(before);
    }
}
