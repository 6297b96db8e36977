package io.convergence.core.rollup;

import io.convergence.core.event.EventType;
import io.convergence.core.event.RumEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value of a vital with the performance budget that the gateway wrote into its event, or the removal of one that a
 * later report replaces.
 *
 * @param key the vital on a page
 * @param minute start of the minute in which the value counts, epoch milliseconds
 * @param at receive time of the report that adds or removes the value, epoch milliseconds
 * @param value the value
 * @param budget its budget
 * @param sign 1, or -1 for a removal
 */
public record BudgetedValue(VitalPage key, long minute, long at, double value, double budget, int sign) {
    private static final String ROOT = "/";

    /**
     * The value of a measurement, or null when it has no value or no budget.
     *
     * @param report the report that adds or removes the measurement
     * @param budget budget of the measurement, or null
     */
    public static @Nullable BudgetedValue of(Measurement measurement, RumEvent report, @Nullable Double budget) {
        Double value = measurement.value();
        if (value == null || budget == null) {
            return null;
        }
        Map<String, String> dimensions = measurement.dimensions();
        return new BudgetedValue(
                new VitalPage(
                        measurement.key().tenant(),
                        measurement.key().app(),
                        measurement.key().host(),
                        measurement.metric(),
                        dimensions.getOrDefault(Dimensions.PAGE, ROOT)),
                measurement.key().minute(),
                report.receivedAt(),
                value,
                budget,
                measurement.sign());
    }

    /** The performance budget that the gateway wrote into the event of a vital, or null. */
    public static @Nullable Double budgetOf(RumEvent event) {
        return event.type() == EventType.VITAL ? event.measures().get("budget") : null;
    }

    /** The counts of this value alone. */
    public PerformanceBudgetCounts counts() {
        return PerformanceBudgetCounts.of(value, budget, sign);
    }
}
