package io.convergence.core.rollup;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import io.convergence.core.samples.VectorEvents;
import io.convergence.core.session.RepeatedRow;
import io.convergence.core.session.ReportRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetricMinuteRuleTest {
    private static final long MINUTE = 1_700_000_040_000L;

    private final Map<MetricRowKey, MetricTotals> rows = new HashMap<>();

    @Test
    void theVitalsOfTheVectorAreItsMinute() {
        Map<String, RepeatedRow> vitals = new HashMap<>();
        Set<String> ids = new HashSet<>();
        for (RumEvent event : VectorEvents.read("vitals.json")) {
            if (ids.add(event.session() + event.id())) {
                String id = event.session() + RepeatedRow.idOf(event);
                vitals.put(id, replaced(vitals.get(id), event));
            }
        }

        List<Map<String, Object>> expected = VectorEvents.cases("vitals.json", "minutes");
        assertThat(rows).hasSize(expected.size());
        for (Map<String, Object> row : expected) {
            MetricTotals totals = requireNonNull(rows.get(new MetricRowKey(
                    VectorEvents.text(row, "metric"),
                    VectorEvents.text(row, "device"),
                    VectorEvents.text(row, "dimension"),
                    VectorEvents.text(row, "value"))));
            assertThat((double) totals.samples()).isEqualTo(VectorEvents.number(row, "samples"));
            assertThat((double) totals.good()).isEqualTo(VectorEvents.number(row, "good"));
            assertThat((double) totals.poor()).isEqualTo(VectorEvents.number(row, "poor"));
            assertThat((double) totals.weight()).isEqualTo(VectorEvents.number(row, "weight"));
            assertThat(totals.distribution().quantile(3, 4))
                    .isCloseTo(VectorEvents.number(row, "p75"), Percentage.withPercentage(1));
        }
    }

    @Test
    void theRemovalOfAValueLeavesNothing() {
        Distribution distribution = new Distribution();
        distribution.add(-3.5, 1);
        distribution.add(0, 1);
        distribution.add(12, 2);
        assertThat(distribution.quantile(0, 1)).isCloseTo(-3.5, Percentage.withPercentage(1));
        assertThat(distribution.quantile(99, 100)).isCloseTo(12.0, Percentage.withPercentage(1));

        distribution.add(12, -2);
        distribution.add(0, -1);
        distribution.add(-3.5, -1);

        assertThat(distribution).isEqualTo(new Distribution());
        assertThat(distribution.quantile(1, 2)).isNull();
    }

    @Test
    void aFailedResourceCountsTwiceAndARobotNever() {
        assertThat(Dimensions.of(resource(Map.of("status", 502.0), Map.of()), MINUTE, true))
                .extracting(Measurement::metric)
                .containsExactly("resource", "failed_request");
        assertThat(Dimensions.of(resource(Map.of("status", 502.0), Map.of("session_type", "bot")), MINUTE, true))
                .isEmpty();
    }

    @Test
    void thePagesWithTheMostSamplesHaveRowsTiesByName() {
        MetricMinuteRule rule = new MetricMinuteRule(2000, 64, 2, 64);
        assertThat(rule.ownPages(Map.of("/c", 3L, "/b", 1L, "/a", 1L))).containsExactlyInAnyOrder("/c", "/a");
    }

    private RepeatedRow replaced(@Nullable RepeatedRow row, RumEvent event) {
        ReportRule.Effect effect = new ReportRule(1_800_000).report(row, event, 0);
        effect.measurements().forEach(this::count);
        RepeatedRow changed = effect.row();
        return changed == null ? requireNonNull(row) : changed;
    }

    private void count(Measurement measurement) {
        for (MetricRowKey key : MetricMinuteRule.rows(measurement)) {
            rows.put(key, rows.getOrDefault(key, MetricTotals.none()).plus(measurement));
        }
    }

    private static RumEvent resource(Map<String, Double> measures, Map<String, String> labels) {
        return new RumEvent(
                "1",
                "acme",
                "shop",
                EventType.RESOURCE,
                MINUTE,
                MINUTE,
                "s",
                null,
                "h",
                "/",
                "js",
                12.0,
                measures,
                labels,
                Map.of());
    }
}
