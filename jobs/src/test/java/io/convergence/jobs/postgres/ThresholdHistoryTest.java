package io.convergence.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.jobs.settings.SettingsSamples;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdHistoryTest {
    private static final Instant START = Instant.parse("2026-06-05T12:00:00Z");

    private final Store store = Store.create();

    @Test
    void everyThresholdIsStored() throws SQLException {
        record(0);
        assertThat(store.query("SELECT effective_from = '2026-06-05T12:00:00Z', window_seconds, min_views, error_rate, "
                        + "p75_lcp_ms, min_lcp_samples, min_samples, failure_ratio, min_failing_locations, "
                        + "recent_window_seconds, recent_samples, collapse_ratio, collapse_recovery_ratio, "
                        + "collapse_min_expected FROM convergence_thresholds"))
                .containsExactly("t|900|20|0.1|4000|20|2|0.5|1|300|3|0.2|0.5|50");
    }

    @Test
    void aRowIsAddedWhenAThresholdDiffersFromTheNewestRow() throws SQLException {
        record(0);
        record(1);
        record(2, "rum.error-rate", "0.2");
        record(3, "rum.error-rate", "0.2");
        record(4, "rum.error-rate", "0.2", "collapse.ratio", "0");
        record(5);
        assertThat(store.query("SELECT extract(minute FROM effective_from), error_rate, collapse_ratio "
                        + "FROM convergence_thresholds ORDER BY effective_from"))
                .containsExactly("0|0.1|0.2", "2|0.2|0.2", "4|0.2|0", "5|0.1|0.2");
    }

    @Test
    void withoutTheTableOrTheDatabaseTheJobStarts() throws SQLException {
        store.execute("DROP TABLE convergence_thresholds");
        assertThatCode(() -> record(0)).doesNotThrowAnyException();

        PostgresSettings nowhere = new PostgresSettings("jdbc:postgresql://localhost:1/x", "writer", null, Map.of());
        assertThatCode(() -> ThresholdHistory.record(
                        nowhere, SettingsSamples.settings().forVerdicts(), START))
                .doesNotThrowAnyException();
    }

    private void record(int minute, String... settings) {
        ThresholdHistory.record(
                store.settings(), SettingsSamples.settings(settings).forVerdicts(), START.plusSeconds(minute * 60L));
    }
}
