package io.convergence.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.event.RumEvent;
import io.convergence.jobs.postgres.Store;
import io.convergence.kit.kafka.EmbeddedBroker;
import io.convergence.kit.kafka.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Signals about new groups of errors from Kafka to Kafka and Postgres, over the first day of the job and a restart. */
class NewErrorsIT {
    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(4)
                    .build());

    private static final long MINUTE = 60_000;
    private static final String NAME = "new-errors";
    private static final String FIRING =
            "SELECT count(*) FROM signals WHERE kind = 'rum.error_group_new' AND status = 'firing' AND sequence = ";
    private static final String RESOLVED =
            "SELECT count(*) FROM signals WHERE kind = 'rum.error_group_new' AND status = 'resolved'";
    private static EmbeddedBroker broker;

    @TempDir
    private Path savepoints;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.startTemporary();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void aNewGroupFiresOnceAfterTheFirstDayOfTheJobAndARestartDoesNotRepeatIt() throws Exception {
        Store store = Store.create();
        long today = System.currentTimeMillis() / MINUTE * MINUTE;
        long later = today + 48 * 60 * MINUTE;
        String savepoint;
        try (ErrorJob job = ErrorJob.start(broker, store, NAME)) {
            // A group of the first day, and after that day one that stays small and one that does not.
            job.publish(burst(today, "early", 6), today + 20 * MINUTE);
            List<RumEvent> errors = new ArrayList<>(burst(later, "small", 4));
            errors.addAll(burst(later, "big", 6));
            job.publish(errors, later + 2 * MINUTE);
            job.await(FIRING + 0, 1);
            savepoint = job.stop(savepoints);
        }
        assertThat(store.query("SELECT concat_ws('|', tenant, app, host, severity, name, reason, evidence ->> 'count', "
                        + "evidence ->> 'sessions', evidence ->> 'version', evidence ->> 'type') FROM signals"))
                .containsExactly("acme|shop|shop.example|info|NewErrorGroup|threshold|6|6|2.1|Error");
        assertThat(store.query("SELECT count(*) FROM signals AS s JOIN rum_error_groups AS g ON g.tenant = s.tenant "
                        + "AND g.app = s.app AND g.fingerprint = s.slo_group WHERE g.count = 6 AND g.top = 'big.js'"))
                .containsExactly("1");

        try (ErrorJob job = ErrorJob.startOn(broker, store, NAME, 1, "execution.state-recovery.path", savepoint)) {
            job.publish(burst(later + 4 * MINUTE, "big", 6), later + 7 * MINUTE);
            job.await(FIRING + 1, 1);
            job.publish(List.of(), later + 30 * MINUTE);
            job.await(RESOLVED, 1);
            job.publish(burst(later + 40 * MINUTE, "big", 6), later + 60 * MINUTE);
            job.publish(burst(later + 70 * MINUTE, "next", 6), later + 72 * MINUTE);
            job.await(FIRING + 0, 1);
            job.stop(savepoints);
        }
        assertThat(store.query("SELECT count(*) FROM signals")).containsExactly("2");

        List<String> published = new ArrayList<>();
        new TopicReader(broker.bootstrapServers())
                .read(
                        "signals.events." + NAME,
                        each -> published.add(new String(each.value(), StandardCharsets.UTF_8)));
        assertThat(published).allMatch(signal -> signal.contains("\"kind\":\"rum.error_group_new\""));
        assertThat(published.stream()
                        .filter(signal -> signal.contains("\"sequence\":0"))
                        .distinct())
                .hasSize(2);
        assertThat(published.stream().filter(signal -> signal.contains("\"status\":\"resolved\"")))
                .hasSize(1);
    }

    @Test
    void aDisabledKindDoesNotFire() throws Exception {
        Store store = Store.create();
        long later = System.currentTimeMillis() / MINUTE * MINUTE + 48 * 60 * MINUTE;
        try (ErrorJob job =
                ErrorJob.start(broker, store, "disabled", "signal.disabled-kinds", "acme/rum.error_group_new")) {
            job.publish(burst(later, "big", 6), later + 20 * MINUTE);
            job.await("SELECT coalesce(sum(count), 0) FROM rum_error_groups", 6);
            job.stop(savepoints);
        }
        assertThat(store.query("SELECT count(*) FROM signals")).containsExactly("0");
    }

    /** Errors of a group in as many sessions, a second apart. */
    private static List<RumEvent> burst(long at, String group, int count) {
        List<RumEvent> errors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            errors.add(ErrorJob.error(
                    at + i * 1_000L,
                    group + at + i,
                    group + at + i,
                    "shop",
                    "2.1",
                    "Error: a\n    at f (https://shop.example/" + group + ".js:1:1)"));
        }
        return errors;
    }
}
