package io.convergence.core.collapse;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.arithmetic.Ratio;
import io.convergence.core.convergence.AppWindow;
import io.convergence.core.window.SlidingCounts;
import io.convergence.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollapseRuleTest {
    private static final WindowSpec WINDOW = WindowSpec.DEFAULTS;
    private static final long SLICE = WINDOW.slideMillis();
    private static final long MINUTE = 60_000;
    private static final CollapsePolicy BY_MINUTE = policy(List.of(MINUTE), 2 * 60 * MINUTE);

    @Test
    void viewsAtTheRatioAreNoCollapseAndOneViewLessIsOne() {
        Traffic exact = new Traffic(BY_MINUTE).steady(60, 30).steady(12, 1);
        assertThat(exact.state.lasts()).isFalse();

        Traffic below = new Traffic(BY_MINUTE).steady(60, 30).steady(11, 1);
        assertThat(below.state).isEqualTo(new TrafficCollapse(MINUTE, 60, 30 * MINUTE, 31 * MINUTE, 0, Long.MIN_VALUE));
        assertThat(below.missing()).isEqualTo(49);
    }

    @ParameterizedTest
    @CsvSource({"49, false", "50, true"})
    void silenceIsACollapseFromTheFewestExpectedViews(int viewsPerMinute, boolean collapses) {
        Traffic traffic = new Traffic(BY_MINUTE).steady(viewsPerMinute, 30).steady(0, 1);

        assertThat(traffic.state.lasts()).isEqualTo(collapses);
    }

    @Test
    void theLongerWidthDetectsWhatTheShorterOneIsTooNarrowFor() {
        Traffic traffic = new Traffic(CollapsePolicy.DEFAULTS).steady(12, 30).steady(0, 5);

        assertThat(traffic.state.widthMillis()).isEqualTo(5 * MINUTE);
        assertThat(traffic.state.expectedViews()).isEqualTo(60);
    }

    @Test
    void halfOfTheExpectedViewsEndACollapseAndOneViewLessDoesNot() {
        Traffic below = new Traffic(BY_MINUTE).steady(60, 30).steady(0, 2).steady(29, 3);
        assertThat(below.state.lasts()).isTrue();

        Traffic half = new Traffic(BY_MINUTE).steady(60, 30).steady(0, 2).steady(30, 1);
        assertThat(half.state).isEqualTo(TrafficCollapse.ended(33 * MINUTE));
    }

    @Test
    void aCollapseEndsAtTheLastBoundaryOfTheLongestHold() {
        CollapsePolicy tenMinutes = policy(List.of(MINUTE), 10 * MINUTE);
        Traffic traffic = new Traffic(tenMinutes).steady(60, 30).steady(0, 1);
        long detected = traffic.state.detectedAt();

        traffic.advanceTo(detected + 10 * MINUTE - SLICE);
        assertThat(traffic.state.lasts()).isTrue();
        traffic.advanceTo(detected + 10 * MINUTE);
        assertThat(traffic.state).isEqualTo(TrafficCollapse.ended(detected + 10 * MINUTE));
    }

    @Test
    void aWidthIsExaminedAgainOnceItsRecentSpanBeginsAtTheLastEnd() {
        Traffic traffic = new Traffic(BY_MINUTE).steady(60, 30).steady(0, 1).steady(60, 1);
        long end = traffic.state.lastEnd();
        assertThat(traffic.state.lasts()).isFalse();
        assertThat(end).isEqualTo(31 * MINUTE + 30_000);

        // Silence from the end of the views on; the recent span begins at the last end first at end + 1 min.
        traffic.advanceTo(32 * MINUTE + 50_000);
        assertThat(traffic.state.lasts()).isTrue();

        Traffic silentAgain = new Traffic(BY_MINUTE).steady(60, 30).steady(0, 1);
        silentAgain.add(31 * MINUTE, 31);
        silentAgain.advanceTo(31 * MINUTE + SLICE);
        long again = silentAgain.state.lastEnd();
        assertThat(again).isEqualTo(31 * MINUTE + SLICE);
        silentAgain.advanceTo(again + MINUTE - SLICE);
        assertThat(silentAgain.state.lasts()).isFalse();
        silentAgain.advanceTo(again + MINUTE);
        assertThat(silentAgain.state.lasts()).isTrue();
        assertThat(silentAgain.state.since()).isEqualTo(again);
    }

    @ParameterizedTest
    @CsvSource({"10, false", "25, true"})
    void theEndOfASpikeIsACollapseOnlyIfItFillsThreeQuartersOfTheReference(int spikeMinutes, boolean collapses) {
        Traffic traffic = new Traffic(CollapsePolicy.DEFAULTS).steady(60, 30).steady(1200, spikeMinutes);
        assertThat(traffic.collapses).isEmpty();
        traffic.steady(60, 10);

        assertThat(!traffic.collapses.isEmpty()).isEqualTo(collapses);
    }

    @ParameterizedTest
    @CsvSource({"22, false", "24, true"})
    void anAppYoungerThanThreeQuartersOfTheReferenceHasNoCollapse(int ageMinutes, boolean collapses) {
        Traffic traffic =
                new Traffic(BY_MINUTE).steady(0, 30).steady(60, ageMinutes - 1).steady(0, 1);

        assertThat(traffic.state.lasts()).isEqualTo(collapses);
    }

    @Test
    void lateViewsThatFillTheRecentSpanEndACollapse() {
        Traffic traffic = new Traffic(BY_MINUTE).steady(60, 30).steady(0, 1);
        assertThat(traffic.state.lasts()).isTrue();

        traffic.add(30 * MINUTE + 30_000, 30);
        traffic.advanceTo(31 * MINUTE + SLICE);
        assertThat(traffic.state).isEqualTo(TrafficCollapse.ended(31 * MINUTE + SLICE));
    }

    @Test
    void aSlowDeclineIsNoCollapse() {
        Traffic traffic = new Traffic(CollapsePolicy.DEFAULTS).steady(600, 30);
        for (double views = 600; views > 50; views *= 0.97) {
            traffic.steady((int) views, 1);
        }

        assertThat(traffic.collapses).isEmpty();
    }

    @Test
    void tenantsAndAppsCanBeExcluded() {
        CollapsePolicy policy = new CollapsePolicy(
                List.of(MINUTE), new Ratio(1, 5), new Ratio(1, 2), 50, MINUTE, Set.of("live", "acme/auction"));

        assertThat(policy.appliesTo("acme", "shop")).isTrue();
        assertThat(policy.appliesTo("acme", "auction")).isFalse();
        assertThat(policy.appliesTo("live", "shop")).isFalse();
        assertThat(CollapsePolicy.OFF.appliesTo("acme", "shop")).isFalse();
    }

    @Property(tries = 300)
    void everyBoundaryEqualsTheDefinition(@ForAll long seed) {
        Random random = new Random(seed);
        Traffic traffic = new Traffic(CollapsePolicy.DEFAULTS);
        TrafficCollapse expected = TrafficCollapse.NONE;
        int level = random.nextInt(30);
        for (long slice = 0; slice < 90 * MINUTE; slice += SLICE) {
            level = random.nextInt(60) == 0 ? random.nextInt(3) * random.nextInt(30) : level;
            traffic.add(slice, level == 0 ? 0 : random.nextInt(level + 1));
            traffic.advanceTo(slice + SLICE);
            expected = definition(expected, traffic.views, slice + SLICE);

            assertThat(traffic.state).isEqualTo(expected);
        }
    }

    @Property(tries = 300)
    void nothingChangesBeforeTheNextPossibleChangeUnlessViewsEnter(@ForAll long seed) {
        Random random = new Random(seed);
        CollapseRule rule = new CollapseRule(CollapsePolicy.DEFAULTS);
        SlidingCounts counts = new SlidingCounts(1);
        TrafficCollapse state = TrafficCollapse.NONE;
        TrafficCollapse expected = TrafficCollapse.NONE;
        Map<Long, Integer> views = new TreeMap<>();
        long due = Long.MAX_VALUE;
        int level = random.nextInt(30);
        for (long boundary = SLICE; boundary <= 90 * MINUTE; boundary += SLICE) {
            level = random.nextInt(60) == 0 ? random.nextInt(3) * random.nextInt(30) : level;
            int entering = level == 0 ? 0 : random.nextInt(level + 1);
            if (entering > 0) {
                counts.add(WINDOW, boundary - SLICE, entering);
                views.put(boundary - SLICE, entering);
            }
            if (entering > 0 || boundary >= due) {
                counts.advance(WINDOW, boundary, AppWindow.KEPT_WINDOWS);
                state = rule.next(state, counts, 0, WINDOW, boundary);
                due = rule.nextPossibleChange(state, counts, 0, WINDOW);
            }
            expected = definition(expected, views, boundary);

            assertThat(state).isEqualTo(expected);
        }
    }

    @Test
    void steadyTrafficIsExaminedAgainOnlyWhenMostOfTheRecentViewsHaveLeft() {
        Traffic traffic = new Traffic(BY_MINUTE).steady(60, 60);

        // 1800 views are stored; ceil(4/3 * 1800 / 29 / 5) = 17 of the last minute rule a collapse out: the last 2
        // slices.
        assertThat(traffic.rule.nextPossibleChange(traffic.state, traffic.counts, 0, WINDOW))
                .isEqualTo(60 * MINUTE - 2 * SLICE + SLICE + MINUTE);
    }

    @Test
    void tooFewViewsForACollapseAreNotExaminedAgain() {
        Traffic traffic = new Traffic(BY_MINUTE).steady(36, 60);

        assertThat(traffic.rule.nextPossibleChange(traffic.state, traffic.counts, 0, WINDOW))
                .isEqualTo(Long.MAX_VALUE);
    }

    /** The rule as the design states it, over all views, without running sums. */
    private static TrafficCollapse definition(TrafficCollapse before, Map<Long, Integer> views, long end) {
        if (before.lasts()) {
            long recent = sum(views, end - before.widthMillis(), end);
            boolean over = 2 * recent >= before.expectedViews() || end - before.detectedAt() >= 120 * MINUTE;
            return over ? TrafficCollapse.ended(end) : before;
        }
        for (long width : List.of(MINUTE, 5 * MINUTE)) {
            List<Long> blocks = new ArrayList<>();
            for (int j = 1; j <= 30 * MINUTE / width - 1; j++) {
                blocks.add(sum(views, end - (j + 1) * width, end - j * width));
            }
            blocks.sort(null);
            long quartile = blocks.get((blocks.size() - 1) / 4);
            boolean asked = before.lastEnd() == Long.MIN_VALUE || end - width >= before.lastEnd();
            if (asked && quartile >= 50 && 5 * sum(views, end - width, end) < quartile) {
                return new TrafficCollapse(width, quartile, end - width, end, 0, before.lastEnd());
            }
        }
        return before;
    }

    private static long sum(Map<Long, Integer> views, long from, long to) {
        long sum = 0;
        for (long slice = from; slice < to; slice += SLICE) {
            sum += views.getOrDefault(slice, 0);
        }
        return sum;
    }

    private static CollapsePolicy policy(List<Long> widths, long maxHoldMillis) {
        return new CollapsePolicy(widths, new Ratio(1, 5), new Ratio(1, 2), 50, maxHoldMillis, Set.of());
    }

    /** Page views of one app from time 0 on, evaluated at every boundary. */
    private static final class Traffic {
        private final CollapseRule rule;
        private final SlidingCounts counts = new SlidingCounts(1);
        private final Map<Long, Integer> views = new TreeMap<>();
        private final List<TrafficCollapse> collapses = new ArrayList<>();
        private TrafficCollapse state = TrafficCollapse.NONE;
        private long through;

        Traffic(CollapsePolicy policy) {
            rule = new CollapseRule(policy);
        }

        /** Minutes with a number of views each, the first slices of a minute with one view more where it is odd. */
        Traffic steady(int viewsPerMinute, int minutes) {
            for (int slice = 0; slice < 6 * minutes; slice++) {
                add(through, viewsPerMinute / 6 + (slice % 6 < viewsPerMinute % 6 ? 1 : 0));
                advanceTo(through + SLICE);
            }
            return this;
        }

        void add(long slice, int number) {
            if (number > 0) {
                counts.add(WINDOW, slice, number);
                views.merge(slice, number, Integer::sum);
            }
        }

        void advanceTo(long boundary) {
            while (through < boundary) {
                through += SLICE;
                counts.advance(WINDOW, through, AppWindow.KEPT_WINDOWS);
                TrafficCollapse next = rule.next(state, counts, 0, WINDOW, through);
                if (next.lasts() && !state.lasts()) {
                    collapses.add(next);
                }
                state = next;
            }
        }

        long missing() {
            return state.missingViews(through, counts.sum(0, state.since(), through));
        }
    }
}
