package io.convergence.core.event;

import io.convergence.core.testing.EventVectors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class PerformanceBudgetsTest {
    @Test
    void theMostSpecificEntryHolds() {
        PerformanceBudgets own = new PerformanceBudgets(EventVectors.cases("budgets.json", "own_budgets").stream()
                .map(PerformanceBudgetsTest::entry)
                .toList());
        SoftAssertions all = new SoftAssertions();
        List<Map<String, Object>> cases = EventVectors.cases("budgets.json", "cases");
        for (Map<String, Object> one : cases) {
            PerformanceBudgets budgets =
                    Boolean.TRUE.equals(one.get("own_budgets")) ? own : PerformanceBudgets.BUILT_IN;
            Double budget = budgets.of(EventVectors.text(one, "metric"), EventVectors.text(one, "page"));
            double value = EventVectors.number(one, "value");
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
        return new PerformanceBudgets.Entry(EventVectors.text(object, "page"), limits);
    }
}
