package io.convergence.core.signal;

import static io.convergence.core.signal.LatchCondition.HOLDS;
import static io.convergence.core.signal.LatchCondition.NO_DATA;
import static io.convergence.core.signal.LatchCondition.RECOVERED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LatchRuleTest {
    private static final SignalKind KIND = SignalKind.BUDGET_EXCEEDED;

    @Test
    void aSignalFiresOnceAndResolvesWithTheReason() {
        assertThat(run(policy(0), RECOVERED, HOLDS, HOLDS, RECOVERED, NO_DATA, HOLDS, NO_DATA))
                .containsExactly(
                        "2 firing 0 threshold @2",
                        "4 resolved 1 recovered @2",
                        "6 firing 0 threshold @6",
                        "7 resolved 1 no_data @6");
    }

    @Test
    void aFiringSignalIsRepeatedEveryFiveMinutes() {
        List<LatchCondition> conditions = new ArrayList<>(Collections.nCopies(11, HOLDS));
        conditions.add(RECOVERED);
        assertThat(run(EpisodePolicy.DEFAULTS, conditions.toArray(LatchCondition[]::new)))
                .containsExactly(
                        "1 firing 0 threshold @1",
                        "6 firing 1 threshold @1",
                        "11 firing 2 threshold @1",
                        "12 resolved 3 recovered @1");
    }

    @Test
    void aDistanceThatIsNoMultipleOfAMinuteIsReachedAtTheNextMinute() {
        assertThat(run(policy(90_000), HOLDS, HOLDS, HOLDS, HOLDS, HOLDS))
                .containsExactly("1 firing 0 threshold @1", "3 firing 1 threshold @1", "4 firing 2 threshold @1");
    }

    @Test
    void aDisabledKindDoesNotFireAndIsStillResolved() {
        EpisodePolicy disabled = new EpisodePolicy(0, 0, false, 0, Set.of("acme/" + KIND.label()));
        assertThat(run(disabled, HOLDS, HOLDS, RECOVERED)).isEmpty();
        assertThat(new LatchRule(disabled)
                        .step(new Latched(KIND, 60_000, 4), KIND, "acme", RECOVERED, 120_000)
                        .transition())
                .isEqualTo(new Transition(KIND, 60_000, 5, SignalStatus.RESOLVED, SignalReason.RECOVERED));
        assertThat(new LatchRule(disabled)
                        .step(null, KIND, "globex", HOLDS, 60_000)
                        .transition())
                .isNotNull();
    }

    /** The emissions of a run are those of its stretches of minutes in which the condition holds. */
    @Property
    void everyStretchIsOneEpisode(
            @ForAll @Size(max = 40) List<LatchCondition> conditions, @ForAll @IntRange(max = 4) int distance) {
        List<String> expected = new ArrayList<>();
        for (int start = 0; start < conditions.size(); start++) {
            if (conditions.get(start) != HOLDS || (start > 0 && conditions.get(start - 1) == HOLDS)) {
                continue;
            }
            int end = start;
            int sequence = 0;
            while (end < conditions.size() && conditions.get(end) == HOLDS) {
                if (end == start || (distance > 0 && (end - start) % distance == 0)) {
                    expected.add((end + 1) + " firing " + sequence++ + " threshold @" + (start + 1));
                }
                end++;
            }
            if (end < conditions.size()) {
                String reason = conditions.get(end) == RECOVERED ? "recovered" : "no_data";
                expected.add((end + 1) + " resolved " + sequence + " " + reason + " @" + (start + 1));
            }
        }
        assertThat(run(policy(distance * 60_000L), conditions.toArray(LatchCondition[]::new)))
                .isEqualTo(expected);
    }

    @Test
    void theLatestStateOfAResolvedSignalIsDeletedADayLaterUnlessItFiresAgain() {
        LatchRule rule = new LatchRule(EpisodePolicy.DEFAULTS);
        LatchState fired = LatchState.NONE.after(rule.step(null, KIND, "acme", HOLDS, 60_000), 60_000);
        assertThat(fired.forgottenAt()).isEqualTo(LatchState.NEVER);
        LatchState resolved = fired.after(rule.step(fired.firing(), KIND, "acme", RECOVERED, 120_000), 120_000);
        assertThat(resolved).isEqualTo(new LatchState(null, 120_000 + 86_400_000));
        assertThat(resolved.after(rule.step(null, KIND, "acme", RECOVERED, 180_000), 180_000))
                .isEqualTo(resolved);
        assertThat(resolved.after(rule.step(null, KIND, "acme", HOLDS, 180_000), 180_000))
                .isEqualTo(new LatchState(new Latched(KIND, 180_000, 0), LatchState.NEVER));
        assertThat(LatchState.NONE.isEmpty()).isTrue();
        assertThat(resolved.isEmpty()).isFalse();
    }

    private static EpisodePolicy policy(long reassertMillis) {
        return new EpisodePolicy(0, 0, false, reassertMillis, Set.of());
    }

    /** The emissions of conditions at minutes 1, 2, and so on, as {@code minute status sequence reason @fired}. */
    private static List<String> run(EpisodePolicy policy, LatchCondition... conditions) {
        LatchRule rule = new LatchRule(policy);
        List<String> emissions = new ArrayList<>();
        @Nullable Latched latched = null;
        long minute = 0;
        for (LatchCondition condition : conditions) {
            minute++;
            LatchRule.Step step = rule.step(latched, KIND, "acme", condition, minute * 60_000);
            latched = step.next();
            Transition emitted = step.transition();
            if (emitted != null) {
                emissions.add("%d %s %d %s @%d"
                        .formatted(
                                minute,
                                emitted.status().label(),
                                emitted.sequence(),
                                emitted.reason().label(),
                                emitted.startsAt() / 60_000));
            }
        }
        return emissions;
    }
}
