package io.convergence.jobs.postgres;

import io.convergence.core.arithmetic.Ratio;
import io.convergence.core.collapse.CollapsePolicy;
import io.convergence.core.convergence.Thresholds;
import io.convergence.jobs.settings.PostgresSettings;
import io.convergence.jobs.settings.VerdictSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writer of {@code convergence_thresholds}, the history of the thresholds that verdicts are based on. */
public final class ThresholdHistory {
    private static final Logger LOG = LoggerFactory.getLogger(ThresholdHistory.class);
    private static final double SECOND_MILLIS = 1000;

    private ThresholdHistory() {}

    /**
     * Adds a row unless the newest one is equal. A failure is logged only, because charts alone read the history.
     *
     * @param from time from which the thresholds apply
     */
    public static void record(PostgresSettings postgres, VerdictSettings settings, Instant from) {
        Map<String, Number> values = values(settings);
        try (Connection connection = PostgresConnections.openForWriting(postgres);
                PreparedStatement statement = connection.prepareStatement(insert(values))) {
            statement.setObject(1, from.atOffset(ZoneOffset.UTC));
            int at = 2;
            for (Number value : values.values()) {
                statement.setObject(at++, value);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            LOG.warn("the thresholds could not be written to convergence_thresholds; charts show earlier ones", e);
        }
    }

    private static String insert(Map<String, Number> values) {
        String names = String.join(", ", values.keySet());
        return "WITH present (effective_from, " + names + ") AS (VALUES (?"
                + values.values().stream()
                        .map(value -> value instanceof Double ? ", ?::double precision" : ", ?::bigint")
                        .collect(Collectors.joining())
                + ")), newest AS (SELECT * FROM convergence_thresholds ORDER BY effective_from DESC LIMIT 1) "
                + "INSERT INTO convergence_thresholds (effective_from, " + names + ") SELECT * FROM present "
                + "WHERE NOT EXISTS (SELECT FROM newest WHERE to_jsonb(newest) - 'effective_from' "
                + "= to_jsonb(present) - 'effective_from') ON CONFLICT (effective_from) DO NOTHING";
    }

    /** The values by column, each a Double or a Long. */
    private static Map<String, Number> values(VerdictSettings settings) {
        Thresholds thresholds = settings.thresholds();
        CollapsePolicy collapse = settings.collapse();
        Map<String, Number> values = new LinkedHashMap<>();
        values.put("window_seconds", settings.window().sizeMillis() / SECOND_MILLIS);
        values.put("min_views", thresholds.minViews());
        values.put("error_rate", decimal(thresholds.errorRate()));
        values.put("p75_lcp_ms", thresholds.lcpP75Millis());
        values.put("min_lcp_samples", thresholds.minLcpSamples());
        values.put("min_samples", thresholds.minSamples());
        values.put("failure_ratio", decimal(thresholds.failureRatio()));
        values.put("min_failing_locations", (long) thresholds.minFailingLocations());
        values.put("recent_window_seconds", thresholds.recentChecksMillis() / SECOND_MILLIS);
        values.put("recent_samples", thresholds.recentChecksSamples());
        values.put("collapse_ratio", decimal(collapse.ratio()));
        values.put("collapse_recovery_ratio", decimal(collapse.recoveryRatio()));
        values.put("collapse_min_expected", collapse.minExpected());
        return Collections.unmodifiableMap(values);
    }

    private static double decimal(Ratio ratio) {
        return (double) ratio.numerator() / ratio.denominator();
    }
}
