package io.convergence.core.signal;

import static io.convergence.core.verdict.Verdict.HEALTHY;
import static io.convergence.core.verdict.Verdict.SYNTHETIC_ONLY_NO_USER_IMPACT;
import static io.convergence.core.verdict.Verdict.USER_IMPACT_CONFIRMED;
import static io.convergence.core.verdict.Verdict.USER_ONLY_SYNTHETIC_BLIND;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EpisodeRuleTest {
    private static final EpisodePolicy ONCE = new EpisodePolicy(0, 0, false, 0, Set.of());

    @Test
    void eachKindFiresOncePerIncidentAndAllResolveTogether() {
        assertThat(run(
                        ONCE,
                        true,
                        USER_ONLY_SYNTHETIC_BLIND,
                        USER_IMPACT_CONFIRMED,
                        USER_ONLY_SYNTHETIC_BLIND,
                        HEALTHY))
                .containsExactly(
                        "10 unseen firing 0 threshold @10",
                        "20 correlated firing 0 threshold @20",
                        "40 unseen resolved 1 recovered @10",
                        "40 correlated resolved 1 recovered @20");
    }

    @Test
    void afterTheCorrelatedSignalUserOnlyFiresNothingNew() {
        assertThat(run(ONCE, true, USER_IMPACT_CONFIRMED, USER_ONLY_SYNTHETIC_BLIND, HEALTHY))
                .containsExactly("10 correlated firing 0 threshold @10", "30 correlated resolved 1 recovered @10");
    }

    @Test
    void healthyAndSyntheticOnlyNeverFire() {
        assertThat(run(ONCE, true, HEALTHY, SYNTHETIC_ONLY_NO_USER_IMPACT, HEALTHY))
                .isEmpty();
    }

    @Test
    void syntheticOnlyDoesNotEndAnIncident() {
        assertThat(run(
                        ONCE,
                        false,
                        USER_IMPACT_CONFIRMED,
                        SYNTHETIC_ONLY_NO_USER_IMPACT,
                        USER_IMPACT_CONFIRMED,
                        HEALTHY))
                .containsExactly("10 correlated firing 0 threshold @10", "40 correlated resolved 1 no_data @10");
    }

    @Test
    void aNewIncidentIsANewEpisode() {
        assertThat(run(ONCE, true, USER_IMPACT_CONFIRMED, HEALTHY, USER_IMPACT_CONFIRMED))
                .containsExactly(
                        "10 correlated firing 0 threshold @10",
                        "20 correlated resolved 1 recovered @10",
                        "30 correlated firing 0 threshold @30");
    }

    @Test
    void theVerdictMustBeHealthyDuringTheWholeHold() {
        EpisodePolicy hold = new EpisodePolicy(20, 0, false, 0, Set.of());

        assertThat(run(hold, true, USER_IMPACT_CONFIRMED, HEALTHY, HEALTHY, HEALTHY))
                .containsExactly("10 correlated firing 0 threshold @10", "40 correlated resolved 1 recovered @10");
        assertThat(run(hold, true, USER_IMPACT_CONFIRMED, HEALTHY, SYNTHETIC_ONLY_NO_USER_IMPACT, HEALTHY, HEALTHY))
                .containsExactly("10 correlated firing 0 threshold @10");
        assertThat(run(hold, true, USER_IMPACT_CONFIRMED, HEALTHY, USER_IMPACT_CONFIRMED, HEALTHY, HEALTHY, HEALTHY))
                .containsExactly("10 correlated firing 0 threshold @10", "60 correlated resolved 1 recovered @10");
    }

    @Test
    void firingSignalsAreRepeatedWithARisingSequenceExceptWhenTheyResolve() {
        EpisodePolicy repeating = new EpisodePolicy(0, 0, false, 20, Set.of());

        assertThat(run(
                        repeating,
                        true,
                        USER_IMPACT_CONFIRMED,
                        USER_IMPACT_CONFIRMED,
                        USER_IMPACT_CONFIRMED,
                        SYNTHETIC_ONLY_NO_USER_IMPACT,
                        SYNTHETIC_ONLY_NO_USER_IMPACT,
                        USER_IMPACT_CONFIRMED,
                        HEALTHY))
                .containsExactly(
                        "10 correlated firing 0 threshold @10",
                        "30 correlated firing 1 threshold @10",
                        "50 correlated firing 2 threshold @10",
                        "70 correlated resolved 3 recovered @10");
    }

    @Test
    void eachKindIsRepeatedAtIntervalsFromItsOwnStart() {
        EpisodePolicy repeating = new EpisodePolicy(0, 0, false, 20, Set.of());

        assertThat(run(
                        repeating,
                        true,
                        USER_ONLY_SYNTHETIC_BLIND,
                        USER_IMPACT_CONFIRMED,
                        USER_IMPACT_CONFIRMED,
                        USER_IMPACT_CONFIRMED))
                .containsExactly(
                        "10 unseen firing 0 threshold @10",
                        "20 correlated firing 0 threshold @20",
                        "30 unseen firing 1 threshold @10",
                        "40 correlated firing 1 threshold @20");
    }

    @Test
    void aDisabledKindNeverFires() {
        EpisodePolicy everyone = new EpisodePolicy(0, 0, false, 0, Set.of("rum.user_impact_correlated"));
        EpisodePolicy others = new EpisodePolicy(0, 0, false, 0, Set.of("else/rum.user_impact_correlated"));

        assertThat(run(everyone, true, USER_IMPACT_CONFIRMED, HEALTHY)).isEmpty();
        assertThat(run(others, true, USER_IMPACT_CONFIRMED, HEALTHY)).hasSize(2);
    }

    @Test
    void theUnseenSignalFiresOnceChecksHaveNotSeenTheImpactForItsHold() {
        EpisodePolicy hold = new EpisodePolicy(0, 20, true, 0, Set.of());
        Verdict unseen = USER_ONLY_SYNTHETIC_BLIND;

        assertThat(run(hold, true, unseen, unseen)).isEmpty();
        assertThat(run(hold, true, unseen, unseen, unseen)).containsExactly("30 unseen firing 0 threshold @30");
        assertThat(run(hold, true, unseen, unseen, SYNTHETIC_ONLY_NO_USER_IMPACT, unseen, unseen))
                .isEmpty();
        assertThat(run(hold, true, unseen, unseen, SYNTHETIC_ONLY_NO_USER_IMPACT, unseen, unseen, unseen))
                .containsExactly("60 unseen firing 0 threshold @60");
    }

    @Test
    void theCorrelatedSignalSupersedesTheUnseenOneAndIsTheLastOfItsIncident() {
        EpisodePolicy superseding = new EpisodePolicy(0, 0, true, 0, Set.of());

        assertThat(run(
                        superseding,
                        true,
                        USER_ONLY_SYNTHETIC_BLIND,
                        USER_IMPACT_CONFIRMED,
                        USER_ONLY_SYNTHETIC_BLIND,
                        USER_ONLY_SYNTHETIC_BLIND,
                        HEALTHY))
                .containsExactly(
                        "10 unseen firing 0 threshold @10",
                        "20 correlated firing 0 threshold @20",
                        "20 unseen resolved 1 superseded @10",
                        "50 correlated resolved 1 recovered @20");
    }

    @Test
    void aReassertionHasTheReasonOfItsBoundary() {
        EpisodeRule rule = new EpisodeRule(new EpisodePolicy(0, 0, false, 10, Set.of()));
        EpisodeRule.Observation collapse = new EpisodeRule.Observation(USER_IMPACT_CONFIRMED, false, true);
        EpisodeRule.Observation errors = new EpisodeRule.Observation(USER_IMPACT_CONFIRMED, true, false);

        EpisodeRule.Step fired = rule.step(Episode.NONE, "acme", collapse, 10);
        EpisodeRule.Step repeated = rule.step(fired.next(), "acme", errors, 20);

        assertThat(fired.transitions()).extracting(Transition::reason).containsExactly(SignalReason.TRAFFIC_COLLAPSE);
        assertThat(repeated.transitions()).extracting(Transition::reason).containsExactly(SignalReason.THRESHOLD);
    }

    @Test
    void theNextDueInstantIsTheNextRepetitionOrTheEndOfTheHold() {
        EpisodeRule rule = new EpisodeRule(new EpisodePolicy(20, 0, false, 50, Set.of()));
        Latched fired = new Latched(SignalKind.USER_IMPACT_UNSEEN, 10, 0);

        assertThat(rule.nextDue(Episode.NONE, 100)).isEqualTo(Long.MAX_VALUE);
        assertThat(rule.nextDue(incident(Long.MIN_VALUE, fired), 100)).isEqualTo(110);
        assertThat(rule.nextDue(incident(Long.MIN_VALUE, fired), 110)).isEqualTo(160);
        assertThat(rule.nextDue(incident(85, fired), 100)).isEqualTo(105);
    }

    private static Episode incident(long healthySince, Latched fired) {
        return new Episode(fired.startsAt(), healthySince, Long.MIN_VALUE, false, false, fired.kind(), List.of(fired));
    }

    private static List<String> run(EpisodePolicy policy, boolean sufficient, Verdict... verdicts) {
        EpisodeRule rule = new EpisodeRule(policy);
        Episode episode = Episode.NONE;
        List<String> emitted = new ArrayList<>();
        long boundary = 0;
        for (Verdict verdict : verdicts) {
            boundary += 10;
            EpisodeRule.Step step =
                    rule.step(episode, "acme", new EpisodeRule.Observation(verdict, sufficient, false), boundary);
            episode = step.next();
            for (Transition transition : step.transitions()) {
                String kind = transition.kind() == SignalKind.USER_IMPACT_CORRELATED ? "correlated" : "unseen";
                emitted.add("%d %s %s %d %s @%d"
                        .formatted(
                                boundary,
                                kind,
                                transition.status().label(),
                                transition.sequence(),
                                transition.reason().label(),
                                transition.startsAt()));
            }
        }
        return emitted;
    }
}
