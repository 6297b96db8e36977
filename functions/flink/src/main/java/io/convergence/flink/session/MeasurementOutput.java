package io.convergence.flink.session;

import io.convergence.core.event.RumEvent;
import io.convergence.core.rollup.BudgetedValue;
import io.convergence.core.rollup.Measurement;
import io.convergence.core.session.ReportRule;
import io.convergence.flink.events.SessionOutputs;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.jspecify.annotations.Nullable;

/** Emission of the measurements of a report, and of the values among them that have a performance budget. */
final class MeasurementOutput {
    private MeasurementOutput() {}

    /**
     * Emits what a report changes.
     *
     * @param budgetBefore performance budget that the value was counted with which the report removes, or null
     */
    static void emit(
            ReportRule.Effect effect,
            RumEvent event,
            @Nullable Double budgetBefore,
            KeyedProcessFunction<?, ?, ?>.Context context) {
        for (Measurement measurement : effect.measurements()) {
            context.output(SessionOutputs.MEASUREMENTS, measurement);
            Double budget = measurement.sign() < 0 ? budgetBefore : BudgetedValue.budgetOf(event);
            BudgetedValue value = BudgetedValue.of(measurement, event, budget);
            if (value != null) {
                context.output(SessionOutputs.BUDGETED_VALUES, value);
            }
        }
    }
}
