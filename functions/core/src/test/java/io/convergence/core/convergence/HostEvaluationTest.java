package io.convergence.core.convergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.convergence.core.collapse.CollapsePolicy;
import io.convergence.core.collapse.CollapseRule;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.EpisodeRule;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalKind;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.verdict.RumData;
import io.convergence.core.verdict.Trust;
import io.convergence.core.verdict.Verdict;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.window.Bounds;
import io.convergence.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostEvaluationTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long START = 100 * HOUR;
    private static final EpisodePolicy ONCE = new EpisodePolicy(0, 0, false, 0, Set.of());
    private static final HostRules RULES = HostSimulation.rules(WindowSpec.DEFAULTS, Thresholds.REFERENCE, ONCE);

    private final HostSimulation simulation = new HostSimulation(RULES);

    @Test
    void anEventOnABoundaryBelongsToTheSliceThatBeginsThere() {
        view(START - 1);
        view(START);
        view(START + 1);
        simulation.advanceTo(START + 10_000);

        assertThat(simulation.verdicts).extracting(VerdictRecord::windowEnd).containsExactly(START);
        assertThat(simulation.verdicts.get(0).views().total()).isOne();
        simulation.advanceTo(START + MINUTE);
        assertThat(simulation.verdicts.get(1).views().total()).isEqualTo(3);
    }

    @Test
    void theFirstVerdictIsAChangeFromNothing() {
        view(START);
        simulation.advanceTo(START + 10_000);

        VerdictRecord first = simulation.verdicts.get(0);
        assertThat(first.changed()).isTrue();
        assertThat(first.previousVerdict()).isNull();
        assertThat(first.windowStart()).isEqualTo(first.windowEnd() - 900_000);
        assertThat(first.views().errorRate()).isZero();
        assertThat(first.p75().lcpMillis()).isNull();
    }

    @Test
    void aKeyAppearsWithTheFirstResultThatNamesItsApp() {
        simulation.result("a", new SyntheticSample(START, "", true, ""));
        simulation.result("b", new SyntheticSample(START + 1, "shop", true, ""));
        simulation.advanceTo(START + 10_000);

        assertThat(simulation.verdicts).hasSize(1);
        assertThat(simulation.verdicts.get(0).app()).isEqualTo("shop");
        assertThat(simulation.verdicts.get(0).checks().results()).isEqualTo(2);
        assertThat(simulation.verdicts.get(0).decision().trust()).isEqualTo(Trust.SYNTHETIC_ONLY);
    }

    @Test
    void aResultThatNamesAnAppCountsForThatAppAlone() {
        view("cart", START);
        view("shop", START);
        simulation.result("a", new SyntheticSample(START, "shop", true, ""));
        simulation.result("b", new SyntheticSample(START, "", false, ""));
        simulation.advanceTo(START + 10_000);

        assertThat(simulation.verdicts).extracting(VerdictRecord::app).containsExactly("cart", "shop");
        assertThat(simulation.verdicts)
                .extracting(verdict -> verdict.checks().results())
                .containsExactly(1L, 2L);
        assertThat(simulation.verdicts)
                .extracting(verdict -> verdict.checks().failures())
                .containsExactly(0L, 1L);
    }

    @Test
    void aRepeatedResultCountsOnceAtItsEarliestTime() {
        view(START);
        simulation.result("a", new SyntheticSample(START + 25_000, "", true, ""));
        simulation.result("a", new SyntheticSample(START + 5_000, "", true, ""));
        simulation.result("a", new SyntheticSample(START + 5_000, "", true, ""));
        simulation.advanceTo(START + MINUTE);

        VerdictRecord minute = simulation.verdicts.get(simulation.verdicts.size() - 1);
        assertThat(minute.checks().results()).isOne();
        simulation.advanceTo(START + 15 * MINUTE + 9_999);
        VerdictRecord full = simulation.verdicts.get(simulation.verdicts.size() - 1);
        assertThat(full.windowEnd()).isEqualTo(START + 15 * MINUTE);
        assertThat(full.checks().results()).isOne();
    }

    @Test
    void aTotalOutageEndsInSyntheticOnlyWithTheSignalStillFiring() {
        for (int i = 0; i < 20; i++) {
            simulation.view(HostSimulation.view("shop", START + i, true, null));
        }
        for (int minute = 0; minute < 40; minute++) {
            simulation.result("s" + minute, new SyntheticSample(START + minute * MINUTE, "", true, ""));
        }
        simulation.advanceTo(START + 35 * MINUTE);

        VerdictRecord last = simulation.verdicts.get(simulation.verdicts.size() - 1);
        assertThat(last.verdict()).isEqualTo(Verdict.SYNTHETIC_ONLY_NO_USER_IMPACT);
        assertThat(last.decision().rumData()).isEqualTo(RumData.ABSENT);
        assertThat(simulation.signals)
                .extracting(s -> s.kind())
                .containsExactly(SignalKind.USER_IMPACT_UNSEEN, SignalKind.USER_IMPACT_CORRELATED);
        VerdictRecord collapsed = simulation.verdicts.stream()
                .filter(v -> v.windowEnd() == START + 16 * MINUTE)
                .findFirst()
                .orElseThrow();
        assertThat(collapsed.views().previousWindow()).isEqualTo(20);

        simulation.advanceTo(START + 2 * HOUR);
        assertThat(simulation.signals).hasSize(4);
        assertThat(simulation.signals.get(2).status()).isEqualTo(SignalStatus.RESOLVED);
        assertThat(simulation.signals.get(2).reason()).isEqualTo(SignalReason.NO_DATA);
        // The first was caused by views, the second by results, and the resolves by timers.
        assertThat(simulation.tippedAt)
                .containsExactly(START + 19, SignalUpdate.NOT_TIPPED, SignalUpdate.NOT_TIPPED, SignalUpdate.NOT_TIPPED);
    }

    @Test
    void aFiringSignalHasTheTimeOfTheNewestViewInTheWindowAndNotOfViewsAfterIt() {
        view(START + 9_999);
        for (int i = 0; i < 20; i++) {
            simulation.view(HostSimulation.view("shop", START + 10_000 + i, true, null));
        }
        view(START + 20_000);
        simulation.advanceTo(START + 30_000);

        assertThat(simulation.signals).extracting(Signal::occurredAt).containsExactly(START + 20_000);
        assertThat(simulation.tippedAt).containsExactly(START + 10_019);
        assertThat(simulation.host.apps().values())
                .allSatisfy(app -> assertThat(app.newestViews().size()).isZero());
    }

    @Test
    void lateViewsFireASignalAtTheBoundaryThatCountsThem() {
        view(START);
        simulation.advanceTo(START + 30_000);
        for (int i = 0; i < 20; i++) {
            simulation.view(HostSimulation.view("shop", START + 5_000 + i, true, null));
        }
        simulation.advanceTo(START + 40_000);

        assertThat(simulation.tippedAt).containsExactly(START + 5_019);
    }

    @Test
    void silenceResolvesWithoutAnyFurtherEvent() {
        for (int i = 0; i < 20; i++) {
            simulation.view(HostSimulation.view("shop", START + i, true, null));
        }
        simulation.advanceTo(START + HOUR);

        assertThat(simulation.signals).hasSize(2);
        assertThat(simulation.signals.get(1).occurredAt()).isEqualTo(START + 15 * MINUTE + 10_000);
        assertThat(simulation.signals.get(1).reason()).isEqualTo(SignalReason.NO_DATA);
    }

    @Test
    void aQuietHourEndsTheKeyAndTheNextVerdictIsAFirstOne() {
        view(START);
        long empty = START + 15 * MINUTE + 10_000;
        simulation.advanceTo(empty + HOUR - 2);
        assertThat(simulation.endedVerdicts).isEmpty();
        simulation.advanceTo(empty + HOUR);
        assertThat(simulation.endedVerdicts).containsExactly("acme|shop|web.acme.example");
        assertThat(simulation.host.isEmpty()).isTrue();
        assertThat(simulation.memory.vitalsCount()).isZero();

        view(START + 3 * HOUR);
        simulation.advanceTo(START + 3 * HOUR + 10_000);
        assertThat(simulation.verdicts.get(simulation.verdicts.size() - 1).previousVerdict())
                .isNull();
    }

    @Test
    void anAppThatIsNotNamedForADayIsDroppedAlthoughItsHostIsChecked() {
        view(START);
        for (int i = 0; i < 26 * 6; i++) {
            simulation.result("s" + i, new SyntheticSample(START + 10 * MINUTE * i, "", false, ""));
        }
        simulation.advanceTo(START + 24 * HOUR - 10_000);
        assertThat(simulation.endedVerdicts).isEmpty();
        simulation.advanceTo(START + 24 * HOUR);
        assertThat(simulation.endedVerdicts).containsExactly("acme|shop|web.acme.example");
        int verdicts = simulation.verdicts.size();
        simulation.advanceTo(START + 25 * HOUR);
        assertThat(simulation.verdicts).hasSize(verdicts);
    }

    @Test
    void aResolvedSignalEndsADayLaterUnlessItFiresAgain() {
        outage(START);
        simulation.advanceTo(START + 2 * HOUR);
        long resolved = simulation.signals.get(1).occurredAt();
        simulation.advanceTo(resolved + 24 * HOUR - 10_001);
        assertThat(simulation.endedSignals).isEmpty();

        outage(resolved + 24 * HOUR - 10_000);
        simulation.advanceTo(resolved + 24 * HOUR);
        assertThat(simulation.signals).hasSize(3);
        simulation.advanceTo(resolved + 24 * HOUR + HOUR);
        assertThat(simulation.endedSignals).isEmpty();
        assertThat(simulation.signals).hasSize(4);

        simulation.advanceTo(simulation.signals.get(3).occurredAt() + 24 * HOUR);
        assertThat(simulation.endedSignals)
                .containsExactly("acme/rum.user_impact_unseen_by_synthetics/shop/web.acme.example");
        assertThat(simulation.host.isEmpty()).isTrue();
    }

    @Test
    void appsBeyondTheLimitAreRefusedInTheOrderOfTheirFirstEvent() {
        HostRules two = new HostRules(
                WindowSpec.DEFAULTS,
                new ConvergenceRule(Thresholds.REFERENCE),
                new CollapseRule(CollapsePolicy.OFF),
                new EpisodeRule(ONCE),
                HeartbeatPolicy.EACH_MINUTE,
                new Bounds(256, 2, 10));
        HostSimulation bounded = new HostSimulation(two);
        bounded.view(HostSimulation.view("d", START + 2, false, 100.0));
        bounded.view(HostSimulation.view("c", START + 1, false, 100.0));
        bounded.view(HostSimulation.view("b", START + 2, false, 100.0));
        bounded.view(HostSimulation.view("b", START + 10_000, false, 100.0));
        bounded.view(HostSimulation.view("d", START + 10_000, false, 100.0));
        bounded.advanceTo(START + 10_000);

        assertThat(bounded.verdicts).extracting(VerdictRecord::app).containsExactly("b", "c");
        assertThat(bounded.refused).containsExactly(new HostOutcome.RefusedApp("d", 1));
        bounded.advanceTo(START + 20_000);
        assertThat(bounded.refused).hasSize(2);
        assertThat(bounded.host.apps()).containsOnlyKeys("b", "c");
    }

    @Test
    void lateViewsAndResultsCountFromTheNextBoundary() {
        view(START);
        simulation.advanceTo(START + 30_000);
        view(START + 5_000);
        assertThat(simulation.late).hasSize(1);
        assertThat(simulation.result("a", new SyntheticSample(START + 5_000, "", true, "")))
                .isTrue();
        simulation.advanceTo(START + MINUTE);

        assertThat(simulation.verdicts.get(0).views().total()).isOne();
        VerdictRecord minute = simulation.verdicts.get(1);
        assertThat(minute.windowEnd()).isEqualTo(START + MINUTE);
        assertThat(minute.views().total()).isEqualTo(2);
        assertThat(minute.checks().results()).isOne();
    }

    @Test
    void viewsThatAreTooLateForAnyWindowAreDropped() {
        simulation.view(HostSimulation.view("shop", START - HOUR, false, 900.0), START);
        simulation.view(HostSimulation.view("shop", START, false, 900.0));
        simulation.advanceTo(START + MINUTE);

        assertThat(simulation.late).hasSize(1);
        assertThat(simulation.verdicts.get(0).views().total()).isOne();
        assertThat(simulation.memory.vitalsCount()).isEqualTo(2);
    }

    @Test
    void aDueRepetitionIsEvaluatedAlthoughNothingArrives() {
        HostSimulation repeating = new HostSimulation(
                HostSimulation.rules(WindowSpec.DEFAULTS, Thresholds.REFERENCE, EpisodePolicy.REFERENCE));
        for (int i = 0; i < 20; i++) {
            repeating.view(HostSimulation.view("shop", START + i, true, null));
        }
        repeating.advanceTo(START + 2 * HOUR);

        long fired = START + 10_000;
        assertThat(repeating.signals)
                .extracting(s -> s.occurredAt() - fired)
                .containsExactly(0L, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE);
        assertThat(repeating.signals).extracting(s -> s.sequence()).containsExactly(0, 1, 2, 3);
        assertThat(repeating.signals.get(3).status()).isEqualTo(SignalStatus.RESOLVED);
    }

    @Test
    void aQuietKeyIsEvaluatedOnlyWhereSomethingCanChange() {
        view(START);
        simulation.advanceTo(START + 15 * MINUTE - 1);

        assertThat(simulation.evaluations).isEqualTo(1 + 15);
    }

    @Test
    void fewerViewsThanTheMinimumAreEvaluatedAtFullMinutesOnly() {
        for (int slice = 0; slice < 12; slice++) {
            view(START + slice * 10_000L);
        }
        simulation.advanceTo(START + 2 * MINUTE);

        assertThat(simulation.evaluations).as("the first view and two minutes").isEqualTo(1 + 2);
        assertThat(simulation.verdicts)
                .extracting(verdict -> verdict.views().total())
                .containsExactly(1L, 6L, 12L);
    }

    @Test
    void theViewThatReachesTheMinimumChangesTheVerdictAtItsOwnBoundary() {
        for (int i = 0; i < 19; i++) {
            simulation.view(HostSimulation.view("shop", START + i * 1_000L, true, null));
        }
        simulation.advanceTo(START + 40_000);
        simulation.view(HostSimulation.view("shop", START + 41_000, true, null));
        simulation.advanceTo(START + MINUTE - 2);

        assertThat(simulation.verdicts)
                .extracting(VerdictRecord::windowEnd)
                .containsExactly(START + 10_000, START + 50_000);
        assertThat(simulation.verdicts.get(1).verdict()).isEqualTo(Verdict.USER_ONLY_SYNTHETIC_BLIND);
    }

    @Test
    void aHoldThatIsShortenedOverASavepointDoesNotEvaluateThePast() {
        HostSimulation holding = new HostSimulation(rules(new EpisodePolicy(2 * HOUR, 0, false, 0, Set.of())));
        for (int i = 0; i < 20; i++) {
            holding.view(HostSimulation.view("shop", START + i, true, null));
        }
        for (int minute = 0; minute < 60; minute++) {
            for (int i = 0; i < 30; i++) {
                holding.view(HostSimulation.view("shop", START + (long) minute * MINUTE + 60L * i, false, null));
            }
        }
        holding.advanceTo(START + 40 * MINUTE);
        int evaluated = holding.verdicts.size();
        HostSimulation shortened = holding.continuedWith(rules(ONCE));
        shortened.advanceTo(START + 50 * MINUTE);

        assertThat(evaluated).isPositive();
        assertThat(shortened.verdicts)
                .extracting(VerdictRecord::windowEnd)
                .isSorted()
                .allMatch(boundary -> boundary > START + 40 * MINUTE);
        assertThat(shortened.verdicts).allMatch(verdict -> verdict.views().total() == 450);
        assertThat(shortened.signals).extracting(Signal::status).containsExactly(SignalStatus.RESOLVED);
    }

    @Test
    void aBoundaryThatIsNotAfterTheLastEvaluatedOneIsRejected() {
        view(START);
        simulation.advanceTo(START + 10_000);
        HostEvaluation evaluation = new HostEvaluation(RULES);

        assertThatThrownBy(() -> evaluation.evaluate(simulation.host, simulation.memory, START + 10_000))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> evaluation.evaluate(simulation.host, simulation.memory, START))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTimerOfARestoredHostIsNeverForAnEvaluatedBoundary() {
        view(START);
        simulation.advanceTo(START + 10_000);
        simulation.host.scheduledFor(START);

        assertThat(new Schedule(RULES).due(simulation.host)).isEqualTo(START + 20_000);
        simulation.host.scheduledFor(START + MINUTE - 1);
        assertThat(new Schedule(RULES).due(simulation.host)).isEqualTo(START + MINUTE);
    }

    @Test
    void windowsUnderAMinuteLeaveNoVitalsBehind() {
        HostSimulation narrow =
                new HostSimulation(HostSimulation.rules(new WindowSpec(20_000, 10_000), Thresholds.REFERENCE, ONCE));
        for (int i = 0; i < 360; i++) {
            narrow.view(HostSimulation.view("shop", START + i * 10_000L, false, 1000.0 + i));
            narrow.advanceTo(START + i * 10_000L);
            // The slices of two windows, one that enters, one that is dropped at the next evaluation, and the running
            // total.
            assertThat(narrow.memory.vitalsCount()).isLessThanOrEqualTo(7);
        }
        narrow.advanceTo(START + 3 * HOUR);

        assertThat(narrow.endedVerdicts).hasSize(1);
        assertThat(narrow.memory.vitalsCount()).isZero();
    }

    @Test
    void aLateViewThatLeavesTheWindowBeforeTheNextMinuteLeavesNoVitalsBehind() {
        view(START);
        simulation.advanceTo(START + 20 * MINUTE);
        simulation.view(HostSimulation.view("shop", START + 5 * MINUTE + 15_000, false, 900.0), START + 20 * MINUTE);
        simulation.advanceTo(START + 3 * HOUR);

        assertThat(simulation.endedVerdicts).hasSize(1);
        assertThat(simulation.memory.vitalsCount()).isZero();
    }

    @Test
    void aRepeatedResultOfARefusedAppDoesNotCreateTheAppAgain() {
        HostSimulation bounded = new HostSimulation(new HostRules(
                WindowSpec.DEFAULTS,
                new ConvergenceRule(Thresholds.REFERENCE),
                new CollapseRule(CollapsePolicy.OFF),
                new EpisodeRule(ONCE),
                HeartbeatPolicy.EACH_MINUTE,
                new Bounds(256, 1, 10)));
        bounded.result("r1", new SyntheticSample(START + 1, "cart", true, ""));
        bounded.result("r2", new SyntheticSample(START + 5, "shop", false, ""));
        bounded.advanceTo(START + 10_000);
        assertThat(bounded.refused).hasSize(1);

        bounded.result("r2", new SyntheticSample(START + 4, "", false, ""));
        bounded.advanceTo(START + 20_000);

        assertThat(bounded.host.apps()).containsOnlyKeys("cart");
        assertThat(bounded.refused).hasSize(1);
    }

    private static HostRules rules(EpisodePolicy policy) {
        return HostSimulation.rules(WindowSpec.DEFAULTS, Thresholds.REFERENCE, policy);
    }

    private void outage(long at) {
        for (int i = 0; i < 20; i++) {
            simulation.view(HostSimulation.view("shop", at + i, true, null));
        }
    }

    private void view(long at) {
        view("shop", at);
    }

    private void view(String app, long at) {
        simulation.view(HostSimulation.view(app, at, false, null));
    }

    @Test
    void theOrderOfRepeatedResultsDoesNotDecideWhichAppsExist() {
        SyntheticSample early = new SyntheticSample(8_000, "", true, "");
        SyntheticSample late = new SyntheticSample(9_000, "admin", true, "");
        List<List<VerdictRecord>> verdicts = new ArrayList<>();
        for (List<SyntheticSample> order : List.of(List.of(early, late), List.of(late, early))) {
            HostSimulation simulation = new HostSimulation(
                    HostSimulation.rules(WindowSpec.DEFAULTS, Thresholds.REFERENCE, EpisodePolicy.REFERENCE));
            order.forEach(sample -> simulation.result("r1", sample));
            simulation.advanceTo(60_000);
            verdicts.add(simulation.verdicts);
        }

        assertThat(verdicts.get(0)).isEqualTo(verdicts.get(1)).isNotEmpty();
    }
}
