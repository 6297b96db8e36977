package io.convergence.core.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.arithmetic.Ratio;
import io.convergence.core.rum.Beacon;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.window.RumPartial;
import io.convergence.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;

class HostEvaluationPropertyTest {
    private static final long BOUND = 5_000;
    private static final long SPAN = 900_000;
    private static final WindowSpec WINDOW = new WindowSpec(120_000, 10_000);
    private static final Thresholds FEW = new Thresholds(5, new Ratio(1, 10), 4000, 1, 2, new Ratio(1, 2), 1, 0, 0);
    private static final HostRules RULES = HostSimulation.rules(WINDOW, FEW, EpisodePolicy.REFERENCE);

    /** A page view, or a synthetic result with its id; the id of a view is empty. */
    record Event(long at, Beacon beacon, String id, SyntheticSample sample) {}

    @Property(tries = 300)
    void everyBoundaryEqualsABruteForceCount(@ForAll long seed) {
        Random random = new Random(seed);
        List<Event> events = events(random);
        HostSimulation simulation = run(shuffled(events, random), random);
        List<BruteForce.Expected> expected =
                new BruteForce(WINDOW, FEW).expect(beacons(events), results(events), SPAN + 300_000);

        assertThat(simulation.verdicts).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            BruteForce.Expected want = expected.get(i);
            VerdictRecord got = simulation.verdicts.get(i);
            assertThat(new Object[] {
                        got.app(),
                        got.windowEnd(),
                        got.verdict(),
                        got.changed(),
                        got.views().total(),
                        got.views().errors(),
                        got.checks().results(),
                        got.checks().failures(),
                        got.views().previousWindow()
                    })
                    .as("boundary %d", want.boundary())
                    .containsExactly(
                            want.app(),
                            want.boundary(),
                            want.verdict(),
                            want.changed(),
                            want.views(),
                            want.errorViews(),
                            want.samples(),
                            want.failures(),
                            want.viewsPreviousWindow());
            Double p75 = want.p75();
            if (p75 == null) {
                assertThat(got.p75().lcpMillis()).isNull();
            } else {
                assertThat(got.p75().lcpMillis()).isCloseTo(p75, Offset.offset(p75 * 0.0101));
                assertThat(got.p75().lcpMillis()).matches(reported -> reported >= 4000 == p75 >= 4000);
            }
        }
    }

    @Property(tries = 200)
    void theOrderOfArrivalAndTheStepsOfTheWatermarkChangeNothing(@ForAll long seed) {
        Random random = new Random(seed);
        List<Event> events = events(random);
        HostSimulation one = run(shuffled(events, random), random);
        HostSimulation other = run(shuffled(events, random), random);

        assertThat(one.verdicts).isEqualTo(other.verdicts);
        assertThat(one.signals).isEqualTo(other.signals);
    }

    @Property(tries = 200)
    void settingsOfSignalsThatChangeOverASavepointChangeNoVerdict(@ForAll long seed) {
        Random random = new Random(seed);
        List<Event> events = events(random);
        List<VerdictRecord> expected = run(events, random).verdicts;
        List<VerdictRecord> verdicts = new ArrayList<>();
        HostSimulation simulation = new HostSimulation(HostSimulation.rules(WINDOW, FEW, policy(random)));
        int next = 0;
        for (long savepoint = 60_000; savepoint <= SPAN + 300_000; savepoint += 60_000) {
            for (; next < events.size() && events.get(next).at() < savepoint; next++) {
                arrive(simulation, events.get(next));
            }
            simulation.advanceTo(savepoint - 1);
            verdicts.addAll(simulation.verdicts);
            simulation = simulation.continuedWith(HostSimulation.rules(WINDOW, FEW, policy(random)));
        }
        simulation.advanceTo(SPAN + 300_000);
        verdicts.addAll(simulation.verdicts);

        assertThat(withoutIncidents(verdicts)).isEqualTo(withoutIncidents(expected));
    }

    /** Verdicts without the incident, whose start and end depend on the holds. */
    private static List<VerdictRecord> withoutIncidents(List<VerdictRecord> verdicts) {
        return verdicts.stream()
                .map(verdict -> new VerdictRecord(
                        verdict.key(),
                        verdict.windowStart(),
                        verdict.windowEnd(),
                        verdict.decision(),
                        verdict.previousVerdict(),
                        verdict.changed(),
                        verdict.views(),
                        verdict.p75(),
                        verdict.checks(),
                        verdict.collapse(),
                        null))
                .toList();
    }

    private static EpisodePolicy policy(Random random) {
        return new EpisodePolicy(random.nextInt(4) * 60_000L, 0, false, random.nextInt(3) * 150_000L, Set.of());
    }

    @Property(tries = 200)
    void everyFireIsResolvedOnceAndSequencesRise(@ForAll long seed) {
        Random random = new Random(seed);
        HostSimulation simulation = run(shuffled(events(random), random), random);
        Map<String, Integer> open = new HashMap<>();
        simulation.signals.forEach(signal -> {
            String episode = signal.dedupKey() + '@' + signal.episode();
            switch (signal.status()) {
                case FIRING -> assertThat(signal.sequence()).isEqualTo(open.merge(episode, 0, (n, zero) -> n + 1));
                case RESOLVED -> assertThat(signal.sequence()).isEqualTo(open.getOrDefault(episode, -9) + 1);
            }
            if (signal.endsAt() != null) {
                open.remove(episode);
            }
        });
        assertThat(open).isEmpty();
    }

    @Property(tries = 100)
    void noStateIsLeftTwoDaysAfterTheLastEvent(@ForAll long seed) {
        Random random = new Random(seed);
        HostSimulation simulation = run(shuffled(events(random), random), random);
        simulation.advanceTo(SPAN + 2 * HostRules.UNNAMED_MILLIS);

        assertThat(simulation.host.isEmpty()).isTrue();
        assertThat(simulation.memory.vitalsCount()).isZero();
    }

    @Property(tries = 200)
    void aLateViewCountsFromTheBoundaryAfterTheOneItMissedWhateverTheWatermark(@ForAll long seed) {
        Random random = new Random(seed);
        List<Event> events = events(random);
        long missed = WINDOW.sliceOf(60_000 + random.nextInt(600_000));
        Beacon late = HostSimulation.view("shop", missed - 1 - random.nextInt(60_000), true, 9_000.0);

        HostSimulation soon = runWithLate(shuffled(events, random), random, late, missed, missed - 20_000);
        HostSimulation then = runWithLate(shuffled(events, random), random, late, missed, missed - 1);

        assertThat(soon.verdicts).isEqualTo(then.verdicts);
        assertThat(soon.signals).isEqualTo(then.signals);
        assertThat(soon.late).hasSize(1);
        assertThat(then.late).hasSize(1);
    }

    private static HostSimulation run(List<Event> arrivals, Random random) {
        HostSimulation simulation = new HostSimulation(RULES);
        long latest = 0;
        for (Event event : arrivals) {
            arrive(simulation, event);
            latest = Math.max(latest, event.at());
            if (random.nextInt(8) == 0) {
                simulation.advanceTo(latest - BOUND - 1);
            }
        }
        simulation.advanceTo(SPAN + 300_000);
        return simulation;
    }

    private static HostSimulation runWithLate(
            List<Event> arrivals, Random random, Beacon late, long missed, long arrivesAfter) {
        HostSimulation simulation = new HostSimulation(RULES);
        boolean arrived = false;
        long latest = 0;
        for (Event event : arrivals) {
            latest = Math.max(latest, event.at());
            if (!arrived && latest - BOUND - 1 >= arrivesAfter) {
                simulation.advanceTo(Math.min(latest - BOUND - 1, missed - 1));
                simulation.view(late, missed);
                arrived = true;
            }
            arrive(simulation, event);
            if (random.nextInt(8) == 0 && (arrived || latest - BOUND - 1 < missed)) {
                simulation.advanceTo(latest - BOUND - 1);
            }
        }
        if (!arrived) {
            simulation.view(late, missed);
        }
        simulation.advanceTo(SPAN + 300_000);
        return simulation;
    }

    private static void arrive(HostSimulation simulation, Event event) {
        if (event.id().isEmpty()) {
            simulation.view(event.beacon(), RumPartial.ON_TIME);
        } else {
            simulation.result(event.id(), event.sample());
        }
    }

    /**
     * Random events with healthy and degraded periods of both planes, gaps, three apps and repeated result ids; every third
     * list has no results.
     */
    private static List<Event> events(Random random) {
        String[] apps = {"shop", "cart", "admin"};
        double[] lcp = {100, 3999, 3999.99, 4000, 4000.5, 9000};
        List<Event> events = new ArrayList<>();
        Beacon none = HostSimulation.view("none", 0, false, null);
        SyntheticSample nothing = new SyntheticSample(0, "", false, "");
        boolean isChecked = random.nextInt(3) > 0;
        for (int i = 0, n = random.nextInt(250); i < n; i++) {
            long at = 1 + random.nextInt(9) * 100_000L + random.nextInt(40_000);
            boolean bad = (at / 100_000) % 3 == 1;
            String app = apps[random.nextInt(apps.length)];
            if (!isChecked || random.nextInt(3) > 0) {
                Double value = random.nextBoolean() ? Double.valueOf(lcp[random.nextInt(lcp.length)]) : null;
                events.add(new Event(
                        at, HostSimulation.view(app, at, random.nextInt(10) < (bad ? 3 : 1), value), "", nothing));
            } else {
                String id = "s" + (random.nextInt(6) == 0 ? random.nextInt(4) : 10 + i);
                SyntheticSample sample = new SyntheticSample(
                        at, random.nextInt(4) == 0 ? app : "", random.nextInt(4) < (bad ? 3 : 1), "");
                events.add(new Event(at, none, id, sample));
            }
        }
        events.sort(Comparator.comparingLong(Event::at));
        return events;
    }

    private static List<Event> shuffled(List<Event> events, Random random) {
        Map<Event, Long> arrival = new HashMap<>();
        events.forEach(event -> arrival.put(event, event.at() + random.nextInt((int) BOUND)));
        List<Event> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        shuffled.sort(Comparator.comparingLong(event -> arrival.getOrDefault(event, 0L)));
        return shuffled;
    }

    private static List<Beacon> beacons(List<Event> events) {
        return events.stream().filter(e -> e.id().isEmpty()).map(Event::beacon).toList();
    }

    private static Map<String, List<SyntheticSample>> results(List<Event> events) {
        Map<String, List<SyntheticSample>> results = new HashMap<>();
        events.stream()
                .filter(e -> !e.id().isEmpty())
                .forEach(e ->
                        results.computeIfAbsent(e.id(), id -> new ArrayList<>()).add(e.sample()));
        return results;
    }
}
