package io.convergence.flink.slo;

import io.convergence.core.signal.Severity;
import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.Condition;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloUpdate;
import java.util.List;

/** Objectives for tests. */
final class Objectives {
    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;

    private Objectives() {}

    /** Availability of views by host, 99 %, with one tier. */
    static SloDefinition byHost(String tenant, long generation, int targetPpm) {
        return new SloDefinition(
                tenant,
                "availability",
                "shop",
                "availability",
                generation,
                new Sli(SliSource.RUM, List.of(), Condition.ok(), List.of("host")),
                targetPpm,
                new Period(2, "h", true, null, null),
                BudgetingMethod.OCCURRENCES,
                0,
                0,
                NoDataPolicy.IGNORE,
                List.of(new BurnTier("page-1h", Severity.CRITICAL, HOUR, 5 * MINUTE, 72, 5, Comparison.GT, 0)),
                List.of(5 * MINUTE, HOUR),
                null,
                null);
    }

    /** What a job starts with. */
    static SloStart start(SloDefinition... definitions) {
        return new SloStart(
                List.of(definitions).stream()
                        .map(definition -> new SloUpdate(definition.tenant(), definition.name(), 0, 0, definition))
                        .toList(),
                List.of(),
                0,
                0);
    }
}
