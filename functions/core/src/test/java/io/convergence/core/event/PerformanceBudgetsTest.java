package io.convergence.core.event;

import io.convergence.core.samples.VectorEvents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class PerformanceBudgetsTest {
    @Test
    void theMostSpecificEntryHolds() {
        PerformanceBudgets own = new PerformanceBudgets(VectorEvents.cases("budgets.json", "own_budgets").stream()
                .map(PerformanceBudgetsTest::entry)
                .toList());
        SoftAssertions all = new SoftAssertions();
        List<Map<String, Object>> cases = VectorEvents.cases("budgets.json", "cases");
        for (Map<String, Object> one : cases) {
            PerformanceBudgets budgets =
                    Boolean.TRUE.equals(one.get("own_budgets")) ? own : PerformanceBudgets.BUILT_IN;
            Double budget = budgets.of(VectorEvents.text(one, "metric"), VectorEvents.text(one, "page"));
            double value = VectorEvents.number(one, "value");
            all.assertThat(budget).as("%s", one).isEqualTo(one.get("budget"));
            all.assertThat(budget == null ? null : PerformanceBudgets.exceededBy(value, budget))
                    .as("%s", one)
                    .isEqualTo(one.get("exceeded_by"));
        }
        all.assertAll();
    }

    private static PerformanceBudgets.Entry entry(Map<String, Object> object) {
        Map<String, Double> limits = new HashMap<>();
        object.forEach((name, value) -> {
            if (value instanceof Double limit) {
                limits.put(name, limit);
            }
        });
        return new PerformanceBudgets.Entry(VectorEvents.text(object, "page"), limits);
    }
}
