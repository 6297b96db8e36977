package io.convergence.core.slo.evaluate;

import static io.convergence.core.slo.evaluate.SampleObjectives.DAY;
import static io.convergence.core.slo.evaluate.SampleObjectives.HOUR;
import static io.convergence.core.slo.evaluate.SampleObjectives.MINUTE;
import static io.convergence.core.slo.evaluate.SampleObjectives.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.slo.alert.GroupAlert;
import io.convergence.core.slo.definition.AlertBy;
import io.convergence.core.slo.definition.SloDefinition;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiers of a group whose objective has one alert for all its groups, and edits of that choice. */
class AlertByObjectiveTest {
    private static final long START = 1_780_660_800_000L;
    private static final SloDefinition BY_GROUP =
            SampleObjectives.groupedBy(SampleObjectives.occurrences(SampleObjectives.rolling(30, "d"), PAGE), "host");
    private static final SloDefinition BY_OBJECTIVE = BY_GROUP.alertingBy(AlertBy.OBJECTIVE);

    private static BudgetSimulation start(SloDefinition definition) {
        return new BudgetSimulation(definition, "host=a");
    }

    /** Minutes of 100 events each, of which some are bad. */
    private static void traffic(BudgetSimulation simulation, int from, int to, long bad) {
        for (int minute = from; minute < to; minute++) {
            simulation.events(START + minute * MINUTE, 100 - bad, bad);
            simulation.runTo(START + (minute + 1) * MINUTE);
        }
    }

    @Test
    void aTierIsReportedAtEachBoundaryAtWhichItFiresAndAtItsEndAndEmitsNoSignal() {
        BudgetSimulation simulation = start(BY_OBJECTIVE);
        traffic(simulation, 0, 3, 50);
        traffic(simulation, 3, 12, 0);

        assertThat(simulation.signals).isEmpty();
        assertThat(simulation.alertLines(START))
                .containsExactly(
                        "1 page-1h firing threshold",
                        "2 page-1h firing threshold",
                        "3 page-1h firing threshold",
                        "4 page-1h firing threshold",
                        "5 page-1h firing threshold",
                        "6 page-1h firing threshold",
                        "7 page-1h resolved recovered");
        assertThat(simulation.alerts)
                .allMatch(alert -> alert.burn() != null && alert.group().equals("host=a"));
    }

    @Test
    void theReportsOfATierAreThoseOfTheSignalsThatItWouldHaveEmitted() {
        BudgetSimulation reported = start(BY_OBJECTIVE);
        BudgetSimulation signalled = start(BY_GROUP);
        for (BudgetSimulation each : List.of(reported, signalled)) {
            traffic(each, 0, 3, 50);
            traffic(each, 3, 30, 0);
            traffic(each, 30, 40, 80);
            each.runTo(START + 5 * HOUR);
        }

        List<String> ends = reported.alerts.stream()
                .filter(alert -> alert.status() == SignalStatus.RESOLVED)
                .map(alert -> alert.boundary() + " " + alert.reason())
                .toList();
        assertThat(signalled.signals.stream()
                        .map(update -> update.signal())
                        .filter(signal -> signal != null && signal.status() == SignalStatus.RESOLVED)
                        .map(signal -> signal.occurredAt() + " " + signal.reason()))
                .containsExactlyElementsOf(ends)
                .hasSize(2);
    }

    @Test
    void withoutGroupsTheChoiceHasNoEffect() {
        SloDefinition whole = SampleObjectives.occurrences(SampleObjectives.rolling(30, "d"), PAGE);
        BudgetSimulation simulation = new BudgetSimulation(whole.alertingBy(AlertBy.OBJECTIVE), "");
        traffic(simulation, 0, 1, 50);

        assertThat(simulation.signalLines(START)).containsExactly("1 page-1h firing threshold");
        assertThat(simulation.alerts).isEmpty();
    }

    @Test
    void anEditPassesAnOpenSignalOverToTheAlertOfTheObjective() {
        BudgetSimulation simulation = start(BY_GROUP);
        traffic(simulation, 0, 2, 50);
        simulation.edit(START + 4 * MINUTE, BY_OBJECTIVE);
        traffic(simulation, 2, 4, 50);
        traffic(simulation, 4, 12, 0);

        assertThat(simulation.signalLines(START))
                .containsExactly("1 page-1h firing threshold", "4 page-1h resolved superseded");
        assertThat(simulation.alertLines(START))
                .startsWith("4 page-1h firing threshold", "5 page-1h firing threshold")
                .endsWith("8 page-1h resolved recovered");
    }

    @Test
    void theTombstoneOfASupersededSignalIsEmittedWhileTheTierFiresInTheAlertOfTheObjective() {
        BudgetSimulation simulation = start(BY_GROUP);
        simulation.edit(START + 4 * MINUTE, BY_OBJECTIVE);
        traffic(simulation, 0, 1600, 50);

        assertThat(simulation.signalLines(START).get(simulation.signals.size() - 1))
                .isEqualTo((4 + 1440) + " end");
        assertThat(simulation.alertLines(START)).hasSize(1597).noneMatch(line -> line.contains("resolved"));
    }

    @Test
    void aSignalThatResolvedBeforeTheEditHasItsTombstoneToo() {
        BudgetSimulation simulation = start(BY_GROUP);
        traffic(simulation, 0, 1, 50);
        traffic(simulation, 1, 20, 0);
        simulation.edit(START + 20 * MINUTE, BY_OBJECTIVE);
        traffic(simulation, 20, 1600, 80);

        List<String> lines = simulation.signalLines(START);
        assertThat(lines.stream().filter(line -> line.endsWith("resolved recovered")))
                .hasSize(1);
        assertThat(lines.get(lines.size() - 1)).endsWith(" end");
        assertThat(lines.stream().filter(line -> line.endsWith(" end"))).hasSize(1);
    }

    @Test
    void anEditPassesAnOpenAlertBackToASignalOfTheGroup() {
        BudgetSimulation simulation = start(BY_OBJECTIVE);
        traffic(simulation, 0, 2, 50);
        simulation.edit(START + 3 * MINUTE, BY_GROUP);
        traffic(simulation, 2, 4, 50);
        traffic(simulation, 4, 12, 0);

        assertThat(simulation.alertLines(START))
                .containsExactly(
                        "1 page-1h firing threshold", "2 page-1h firing threshold", "3 page-1h resolved superseded");
        assertThat(simulation.signalLines(START))
                .containsExactly("3 page-1h firing threshold", "8 page-1h resolved recovered");
        assertThat(simulation.signals.get(0).signal()).isNotNull().satisfies(signal -> {
            assertThat(signal.sequence()).isZero();
            assertThat(signal.startsAt()).isEqualTo(START + 3 * MINUTE);
        });
    }

    @Test
    void aSignalThatFiresAgainAfterTwoEditsHasNoTombstoneOfTheSupersededOne() {
        BudgetSimulation simulation = start(BY_GROUP);
        simulation.edit(START + 4 * MINUTE, BY_OBJECTIVE);
        simulation.edit(START + 8 * MINUTE, BY_GROUP);
        traffic(simulation, 0, 1600, 50);

        assertThat(simulation.signalLines(START))
                .startsWith("1 page-1h firing threshold", "4 page-1h resolved superseded", "8 page-1h firing threshold")
                .noneMatch(line -> line.endsWith("end"));
    }

    /** Whatever the edits, a tier that fires is open once: as a signal of its group or in the alert of the objective. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void editsNeitherLoseNorDoubleAnOpenAlert(long seed) {
        Random random = new Random(seed);
        BudgetSimulation edited = start(BY_GROUP);
        BudgetSimulation control = start(BY_GROUP);
        AlertBy alertBy = AlertBy.GROUP;
        int open = 0;
        long bad = 0;
        for (int minute = 0; minute < 600; minute++) {
            long boundary = START + (minute + 1) * MINUTE;
            if (random.nextInt(15) == 0) {
                alertBy = alertBy == AlertBy.GROUP ? AlertBy.OBJECTIVE : AlertBy.GROUP;
                edited.edit(boundary, BY_GROUP.alertingBy(alertBy));
            }
            bad = random.nextInt(10) == 0 ? random.nextInt(2) * 60L : bad;
            for (BudgetSimulation each : List.of(edited, control)) {
                each.events(START + minute * MINUTE, 100 - bad, bad);
                each.runTo(boundary);
            }
            boolean asSignal = isOpen(edited);
            GroupAlert report = edited.alerts.isEmpty() ? null : edited.alerts.get(edited.alerts.size() - 1);
            boolean inObjective = report != null && report.isFiring();
            assertThat(List.of(asSignal, inObjective))
                    .as("minute %d", minute)
                    .isEqualTo(List.of(
                            isOpen(control) && alertBy == AlertBy.GROUP,
                            isOpen(control) && alertBy == AlertBy.OBJECTIVE));
            open += asSignal || inObjective ? 1 : 0;
        }

        assertThat(open).isBetween(50, 550);
        assertEpisodes(edited);
    }

    private static boolean isOpen(BudgetSimulation simulation) {
        int size = simulation.signals.size();
        Signal last = size == 0 ? null : simulation.signals.get(size - 1).signal();
        return last != null && last.status() == SignalStatus.FIRING;
    }

    /** Every episode fires first and resolves once, with rising sequences. */
    private static void assertEpisodes(BudgetSimulation simulation) {
        Signal before = null;
        for (SignalUpdate update : simulation.signals) {
            Signal signal = Objects.requireNonNull(update.signal());
            if (before == null || before.status() == SignalStatus.RESOLVED) {
                assertThat(signal.sequence()).isZero();
                assertThat(signal.startsAt()).isEqualTo(signal.occurredAt());
            } else {
                assertThat(signal.sequence()).isEqualTo(before.sequence() + 1);
                assertThat(signal.startsAt()).isEqualTo(before.startsAt());
            }
            before = signal;
        }
    }

    @Test
    void theRemovalOfTheObjectiveEndsTheReports() {
        BudgetSimulation simulation = start(BY_OBJECTIVE);
        traffic(simulation, 0, 2, 50);
        simulation.remove(START + 3 * MINUTE);
        simulation.runTo(START + 5 * MINUTE);

        assertThat(simulation.signals).isEmpty();
        assertThat(simulation.alertLines(START)).endsWith("3 page-1h resolved definition_removed");
        GroupAlert last = simulation.alerts.get(simulation.alerts.size() - 1);
        assertThat(last.burn()).isNull();
        simulation.runTo(START + 2 * DAY);
        assertThat(simulation.isForgotten()).isTrue();
    }

    @Test
    void aGroupWithoutDataSaysSoAndEndsAfterItsLongWindow() {
        BudgetSimulation simulation = start(BY_OBJECTIVE);
        traffic(simulation, 0, 2, 50);
        simulation.runTo(START + 3 * HOUR);

        assertThat(simulation.alertLines(START))
                .contains("2 page-1h firing threshold", "7 page-1h firing no_data_freeze")
                .endsWith("62 page-1h resolved no_data");
    }
}
