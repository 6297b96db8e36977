package io.convergence.core.rollup;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.convergence.core.event.PerformanceBudgets;
import io.convergence.core.samples.VectorEvents;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.LatchCondition;
import io.convergence.core.signal.LatchRule;
import io.convergence.core.signal.SignalKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

class PerformanceBudgetRuleTest {
    private static final long BOUNDARY = 1_700_000_040_000L;
    private static final long MINUTE = 60_000;
    private static final PerformanceBudgetRule RULE = PerformanceBudgetRule.DEFAULTS;
    private static final LatchRule LATCH = new LatchRule(EpisodePolicy.DEFAULTS);

    @Test
    void theVectorFiresTheLatch() {
        double budget = requireNonNull(PerformanceBudgets.BUILT_IN.of("lcp", "/"));
        SoftAssertions all = new SoftAssertions();
        for (Map<String, Object> one : VectorEvents.cases("budget-signals.json", "cases")) {
            long samples = (long) VectorEvents.number(one, "samples");
            long exceeding = (long) VectorEvents.number(one, "exceeding");
            PerformanceBudgetCounts counts = PerformanceBudgetCounts.NONE;
            for (long i = 0; i < samples; i++) {
                counts = counts.plus(PerformanceBudgetCounts.of(i < exceeding ? budget + 0.1 : budget, budget, 1));
            }
            LatchCondition condition = RULE.evaluate(counts);
            LatchRule.Step step = LATCH.step(null, SignalKind.BUDGET_EXCEEDED, "acme", condition, BOUNDARY);
            all.assertThat(step.transition() != null).as("%s", one).isEqualTo(one.get("firing"));
            all.assertThat(step.next() != null).as("%s", one).isEqualTo(one.get("firing"));
        }
        all.assertAll();
    }

    @Property
    void countersDecideAsTheSortedValuesDo(
            @ForAll @Size(max = 80) List<@IntRange(max = 200) Integer> values,
            @ForAll @IntRange(max = 200) int budget) {
        PerformanceBudgetCounts counts = PerformanceBudgetCounts.NONE;
        for (int value : values) {
            counts = counts.plus(PerformanceBudgetCounts.of(value, budget, 1));
        }
        List<Integer> sorted = values.stream().sorted().toList();
        LatchCondition expected = LatchCondition.NO_DATA;
        if (sorted.size() >= 20) {
            int p75 = sorted.get((int) Math.floor(0.75 * sorted.size()));
            expected = p75 > budget ? LatchCondition.HOLDS : LatchCondition.RECOVERED;
        }
        assertThat(RULE.evaluate(counts)).isEqualTo(expected);
    }

    /** Parts are added and removed in any order, and what remains is as if the others had never been there. */
    @Property
    void theSumDoesNotDependOnTheOrderAndARemovedValueLeavesNothing(
            @ForAll @Size(max = 20) List<@IntRange(max = 5000) Integer> kept,
            @ForAll @Size(max = 20) List<@IntRange(max = 5000) Integer> removed,
            @ForAll Random random) {
        List<PerformanceBudgetCounts> parts = new ArrayList<>();
        PerformanceBudgetCounts expected = PerformanceBudgetCounts.of(0, 2500, 1);
        parts.add(expected);
        for (int value : kept) {
            parts.add(PerformanceBudgetCounts.of(value, 2500, 1));
            expected = expected.plus(PerformanceBudgetCounts.of(value, 2500, 1));
        }
        for (int value : removed) {
            parts.add(PerformanceBudgetCounts.of(value, 2500, -1));
            parts.add(PerformanceBudgetCounts.of(value, 2500, 1));
        }
        Collections.shuffle(parts, random);
        assertThat(parts.stream().reduce(PerformanceBudgetCounts.NONE, PerformanceBudgetCounts::plus))
                .isEqualTo(expected);
    }

    @Test
    void theWindowHasItsFirstMinuteAndNotTheOneThatBeginsAtItsEnd() {
        assertThat(RULE.contains(BOUNDARY - 16 * MINUTE, BOUNDARY)).isFalse();
        assertThat(RULE.contains(BOUNDARY - 15 * MINUTE, BOUNDARY)).isTrue();
        assertThat(RULE.contains(BOUNDARY - MINUTE, BOUNDARY)).isTrue();
        assertThat(RULE.contains(BOUNDARY, BOUNDARY)).isFalse();
        assertThat(RULE.hasLeft(BOUNDARY - 15 * MINUTE, BOUNDARY)).isTrue();
        assertThat(RULE.hasLeft(BOUNDARY - 14 * MINUTE, BOUNDARY)).isFalse();
    }

    @Test
    void aBoundaryHasOnlyWhatWasReportedBeforeIt() {
        PerformanceBudgetCounts slow = PerformanceBudgetCounts.of(3000, 2500, 1);
        PerformanceBudgetMinute minute = PerformanceBudgetMinute.NONE
                .plus(BOUNDARY - MINUTE, slow)
                .plus(BOUNDARY, PerformanceBudgetCounts.of(3000, 2500, -1))
                .plus(BOUNDARY, PerformanceBudgetCounts.of(1000, 2500, 1));
        assertThat(minute.before(BOUNDARY)).isEqualTo(slow);
        assertThat(minute.before(BOUNDARY + MINUTE)).isEqualTo(PerformanceBudgetCounts.of(1000, 2500, 1));
    }

    @Test
    void thePercentileIsTheOneOfTheSortedValuesWithinOnePercent() {
        PerformanceBudgetCounts counts = PerformanceBudgetCounts.NONE;
        for (int i = 1; i <= 100; i++) {
            counts = counts.plus(PerformanceBudgetCounts.of(10 * i, 500, 1));
        }
        assertThat(requireNonNull(counts.p75())).isCloseTo(760, within(7.6));
        assertThat(PerformanceBudgetCounts.NONE.p75()).isNull();
    }
}
