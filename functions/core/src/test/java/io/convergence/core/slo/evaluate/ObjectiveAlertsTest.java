package io.convergence.core.slo.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.signal.BurnEvidence;
import io.convergence.core.signal.BurningGroup;
import io.convergence.core.signal.BurningGroups;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.Severity;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.signal.SignalUpdate;
import io.convergence.core.slo.alert.GroupAlert;
import io.convergence.core.slo.budget.WindowCounts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One alert for all groups of an objective. */
class ObjectiveAlertsTest {
    private static final long START = 1_780_660_800_000L;
    private static final long MINUTE = 60_000;
    private static final String PAGE = "page-1h";

    private final Groups groups = new Groups();
    private final ObjectiveAlertState state = new ObjectiveAlertState();
    private final ObjectiveAlerts alerts = new ObjectiveAlerts(EpisodePolicy.DEFAULTS);

    /** Groups in a map whose order is that of their hashes. */
    private static final class Groups implements FiringGroups {
        private final Map<String, GroupAlert> stored = new HashMap<>();

        @Override
        public void put(GroupAlert alert) {
            stored.put(alert.tier() + '/' + alert.group(), alert);
        }

        @Override
        public boolean remove(String tier, String group) {
            return stored.remove(tier + '/' + group) != null;
        }

        @Override
        public void forEach(Consumer<GroupAlert> out) {
            stored.values().forEach(out);
        }
    }

    private static GroupAlert alert(
            String tier, String group, long minute, SignalStatus status, SignalReason reason, @Nullable Long bad) {
        return new GroupAlert(
                new SignalSubject(
                        "acme",
                        null,
                        null,
                        "shop",
                        "slow",
                        group,
                        tier,
                        Severity.CRITICAL,
                        null,
                        null,
                        List.of(),
                        List.of()),
                START + minute * MINUTE,
                status,
                reason,
                bad == null
                        ? null
                        : new BurnEvidence(
                                990_000,
                                72,
                                5,
                                new WindowCounts(3_600_000, 1000 - bad, bad, 1000),
                                new WindowCounts(300_000, 50, 50, 100),
                                new WindowCounts(86_400_000, 9_000, 1_000, 10_000),
                                null));
    }

    private static GroupAlert fires(String group, long minute, long bad) {
        return alert(PAGE, group, minute, SignalStatus.FIRING, SignalReason.THRESHOLD, bad);
    }

    private static GroupAlert ends(String group, long minute, SignalReason reason) {
        return alert(
                PAGE,
                group,
                minute,
                SignalStatus.RESOLVED,
                reason,
                reason == SignalReason.DEFINITION_REMOVED ? null : 1L);
    }

    /** Evaluates every boundary up to a minute, which has some reports. */
    private List<Signal> at(long minute, GroupAlert... reports) {
        List<Signal> signals = new ArrayList<>();
        for (SignalUpdate update : updatesAt(minute, reports)) {
            signals.add(Objects.requireNonNull(update.signal()));
        }
        return signals;
    }

    private List<SignalUpdate> updatesAt(long minute, GroupAlert... reports) {
        List<SignalUpdate> updates = new ArrayList<>();
        while (state.scheduledFor() < START + minute * MINUTE) {
            updates.addAll(alerts.evaluate(state, groups, List.of()));
        }
        for (GroupAlert report : reports) {
            ObjectiveAlerts.schedule(state, report);
        }
        if (state.scheduledFor() == START + minute * MINUTE) {
            updates.addAll(alerts.evaluate(state, groups, List.of(reports)));
        }
        return updates;
    }

    private static String line(Signal signal) {
        BurningGroups named = signal.burn() == null ? null : signal.burn().groups();
        return (signal.occurredAt() - START) / MINUTE + " " + signal.subject().tier() + " "
                + signal.sequence() + " " + signal.status().label() + " "
                + signal.reason().label() + " "
                + (named == null
                        ? "-"
                        : named.worst().stream().map(BurningGroup::group).toList() + "+" + named.others());
    }

    private static List<String> lines(List<Signal> signals) {
        return signals.stream().map(ObjectiveAlertsTest::line).toList();
    }

    @Test
    void oneSignalFiresWithTheFirstGroupAndResolvesWithTheLast() {
        assertThat(lines(at(1, fires("host=a", 1, 200)))).containsExactly("1 page-1h 0 firing threshold [host=a]+0");
        assertThat(lines(at(2, fires("host=b", 2, 300)))).isEmpty();
        assertThat(lines(at(3, ends("host=a", 3, SignalReason.RECOVERED)))).isEmpty();
        assertThat(lines(at(4, ends("host=b", 4, SignalReason.NO_DATA))))
                .containsExactly("4 page-1h 1 resolved no_data [host=b]+0");
    }

    @Test
    void aSignalIsAboutTheObjectiveAndItsIdentityIsNotThatOfABudget() {
        Signal fired = at(1, fires("host=a", 1, 200)).get(0);

        assertThat(fired.subject().group()).isEqualTo(SignalSubject.ALL_GROUPS);
        assertThat(fired.dedupKey()).isEqualTo("acme/slo.burn_rate/slow/(groups)/page-1h");
        assertThat(fired.startsAt()).isEqualTo(START + MINUTE);
    }

    @Test
    void aRepeatedSignalNamesTheWorstGroupsOfItsBoundaryAndCountsTheOthers() {
        at(1, fires("host=a", 1, 200));
        GroupAlert[] many = new GroupAlert[25];
        for (int i = 0; i < many.length; i++) {
            many[i] = fires("host=" + (char) ('a' + i), 3, 200 + i);
        }
        at(3, many);

        assertThat(lines(at(6)))
                .containsExactly("6 page-1h 1 firing threshold [host=y, host=x, host=w, host=v, host=u, host=t, host=s,"
                        + " host=r, host=q, host=p]+15");
        BurnEvidence burn = Objects.requireNonNull(at(11).get(0).burn());
        assertThat(burn.longWindow().bad()).isEqualTo(224);
    }

    @Test
    void eachTierHasASignalOfItsOwn() {
        GroupAlert ticket =
                alert("ticket-1d", "host=a", 2, SignalStatus.FIRING, SignalReason.THRESHOLD, Long.valueOf(50));
        at(1, fires("host=a", 1, 200));

        assertThat(lines(at(2, ticket, fires("host=a", 2, 200))))
                .containsExactly("2 ticket-1d 0 firing threshold [host=a]+0");
        assertThat(lines(at(3, ends("host=a", 3, SignalReason.RECOVERED))))
                .containsExactly("3 page-1h 1 resolved recovered [host=a]+0");
    }

    @Test
    void groupsWithoutDataComeLastAndGiveTheReasonWhenThereAreNoOthers() {
        at(1, fires("host=a", 1, 200), fires("host=b", 1, 900));
        at(2, alert(PAGE, "host=b", 2, SignalStatus.FIRING, SignalReason.NO_DATA_FREEZE, 900L));

        assertThat(lines(at(6))).containsExactly("6 page-1h 1 firing threshold [host=a, host=b]+0");
        at(7, ends("host=a", 7, SignalReason.RECOVERED));
        assertThat(lines(at(11))).containsExactly("11 page-1h 2 firing no_data_freeze [host=b]+0");
    }

    @Test
    void aRemovedObjectiveResolvesTheSignalWithoutMeasurements() {
        at(1, fires("host=a", 1, 200), fires("host=b", 1, 100));

        assertThat(lines(at(
                        2,
                        ends("host=a", 2, SignalReason.DEFINITION_REMOVED),
                        ends("host=b", 2, SignalReason.DEFINITION_REMOVED))))
                .containsExactly("2 page-1h 1 resolved definition_removed -");
    }

    @Test
    void aReportOfAnEvaluatedBoundaryCountsAtTheNextOne() {
        at(5, fires("host=a", 5, 200));
        GroupAlert late = ends("host=a", 4, SignalReason.RECOVERED);
        ObjectiveAlerts.schedule(state, late);

        assertThat(state.scheduledFor()).isEqualTo(START + 6 * MINUTE);
        assertThat(alerts.evaluate(state, groups, List.of(late))).hasSize(1);
    }

    @Test
    void aTombstoneFollowsADayAfterTheResolveAndNothingIsLeft() {
        at(1, fires("host=a", 1, 200));
        at(2, ends("host=a", 2, SignalReason.RECOVERED));

        assertThat(state.scheduledFor()).isEqualTo(START + (2 + 1440) * MINUTE);
        assertThat(updatesAt(2 + 1440))
                .containsExactly(
                        SignalUpdate.end("acme/slo.burn_rate/slow/(groups)/page-1h", START + (2 + 1440) * MINUTE));
        assertThat(state.isEmpty()).isTrue();
        assertThat(groups.stored).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void signalsAreThoseOfAnOracleThatSeesEveryGroupAtEveryBoundary(long seed) {
        Random random = new Random(seed);
        List<Signal> signals = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        Map<String, Long> firing = new TreeMap<>();
        long startsAt = -1;
        int sequence = 0;
        for (long minute = 1; minute <= 400; minute++) {
            // Phases with many groups, with few, and without any.
            double chance = minute / 40 % 3 * 0.12;
            List<GroupAlert> reports = new ArrayList<>();
            List<String> ended = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                String group = "host=" + i;
                boolean before = firing.containsKey(group);
                boolean now = before ? random.nextDouble() < 0.3 + 2 * chance : random.nextDouble() < chance / 4;
                if (now) {
                    firing.put(group, (long) random.nextInt(8));
                    reports.add(fires(group, minute, firing.get(group)));
                } else if (before) {
                    firing.remove(group);
                    ended.add(group);
                    reports.add(ends(group, minute, SignalReason.RECOVERED));
                }
            }
            Collections.shuffle(reports, random);
            signals.addAll(at(minute, reports.toArray(GroupAlert[]::new)));

            List<String> worst = firing.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(10)
                    .map(Map.Entry::getKey)
                    .toList();
            String named = worst + "+" + (firing.size() - worst.size());
            if (startsAt < 0 && !firing.isEmpty()) {
                startsAt = minute;
                sequence = 0;
                expected.add(minute + " page-1h 0 firing threshold " + named);
            } else if (startsAt >= 0 && firing.isEmpty()) {
                startsAt = -1;
                Collections.sort(ended);
                expected.add(minute + " page-1h " + ++sequence + " resolved recovered "
                        + ended.stream().limit(10).toList() + "+0");
            } else if (startsAt >= 0 && (minute - startsAt) % 5 == 0) {
                expected.add(minute + " page-1h " + ++sequence + " firing threshold " + named);
            }
        }

        assertThat(lines(signals)).isEqualTo(expected);
        assertThat(expected).hasSizeGreaterThan(20).anyMatch(line -> line.contains("resolved"));
    }
}
