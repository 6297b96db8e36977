package io.convergence.core.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.arithmetic.Ratio;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.EpisodeRule;
import io.convergence.core.verdict.Verdict;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.window.Bounds;
import io.convergence.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The verdicts that are published with any heartbeats, compared with those that the definition selects from a stream with a
 * heartbeat at each full minute: every change, every {@code everyMillis}, and every {@code healthyMillis} for a key that has
 * been healthy, with data, for 15 minutes. The oracle searches all events for the boundary since which a key has had data.
 */
class HeartbeatPropertyTest {
    private static final long MINUTE = 60_000;
    private static final long SPAN = 180 * MINUTE;
    private static final long STEADY = 15 * MINUTE;
    private static final long STEP = 5_000;
    private static final String[] APPS = {"shop", "cart"};
    private static final Thresholds FEW = new Thresholds(5, new Ratio(1, 4), 4000, 1, 2, new Ratio(1, 2), 1, 0, 0);

    /** Traffic of an app for a while. */
    private enum Traffic {
        NONE,
        SPARSE,
        GOOD,
        FAILING
    }

    /** The events of a run: instants of the views of each app and of the results of the host. */
    private static final class Events {
        private final Map<String, TreeSet<Long>> views = new HashMap<>();
        private final TreeSet<Long> results = new TreeSet<>();

        boolean hasData(String app, long from, long to) {
            return !results.subSet(from, to).isEmpty()
                    || !views.getOrDefault(app, new TreeSet<>())
                            .subSet(from, to)
                            .isEmpty();
        }
    }

    @Property(tries = 150)
    void whatIsPublishedIsWhatTheDefinitionSelects(@ForAll long seed) {
        Random settings = new Random(seed);
        WindowSpec window = new WindowSpec(20_000L * (1 + settings.nextInt(15)), 10_000);
        long every = MINUTE * (1 + settings.nextInt(3));
        long healthy = every * (1 + settings.nextInt(5));
        HostSimulation each = new HostSimulation(rules(window, HeartbeatPolicy.EACH_MINUTE));
        HostSimulation some = new HostSimulation(rules(window, new HeartbeatPolicy(every, healthy, MinuteUse.STORED)));
        Events events = run(each, new Random(seed));
        run(some, new Random(seed));

        for (String app : APPS) {
            List<VerdictRecord> published = of(app, some.verdicts);
            List<VerdictRecord> full = of(app, each.verdicts);
            assertThat(full).containsAll(published);
            // The minute of a key is its own, so each of them is possible, but it is the same throughout the run.
            assertThat(LongStream.range(0, healthy / every)
                            .mapToObj(phase -> selected(full, events, window, every, healthy, phase * every)))
                    .contains(published.stream().map(VerdictRecord::windowEnd).toList());
        }
    }

    /**
     * The ends of the windows of the verdicts of one app that the definition selects.
     *
     * @param phase by how much the minutes of the app are later than multiples of {@code healthy}, milliseconds
     */
    private static List<Long> selected(
            List<VerdictRecord> full, Events events, WindowSpec window, long every, long healthy, long phase) {
        List<Long> selected = new ArrayList<>();
        long since = Long.MIN_VALUE;
        for (VerdictRecord verdict : full) {
            long end = verdict.windowEnd();
            since = verdict.changed() ? end : since;
            boolean isSteady = verdict.verdict() == Verdict.HEALTHY
                    && end - Math.max(since, dataSince(verdict.app(), events, window, end)) >= STEADY;
            boolean isDue = isSteady ? (end - phase) % healthy == 0 : end % every == 0;
            if (verdict.changed() || isDue) {
                selected.add(end);
            }
        }
        return selected;
    }

    /** The first boundary of the unbroken run of windows with data that ends with the window of a boundary. */
    private static long dataSince(String app, Events events, WindowSpec window, long end) {
        long since = end;
        for (long boundary = end;
                boundary > 0 && events.hasData(app, boundary - window.sizeMillis(), boundary);
                boundary -= window.slideMillis()) {
            since = boundary;
        }
        return since;
    }

    private static List<VerdictRecord> of(String app, List<VerdictRecord> verdicts) {
        return verdicts.stream().filter(verdict -> verdict.app().equals(app)).toList();
    }

    private static HostRules rules(WindowSpec window, HeartbeatPolicy heartbeats) {
        return new HostRules(
                window,
                new ConvergenceRule(FEW),
                new CollapseRule(CollapsePolicy.OFF),
                new EpisodeRule(new EpisodePolicy(0, 0, false, 0, Set.of())),
                heartbeats,
                Bounds.DEFAULTS);
    }

    /** Traffic that changes every one to forty minutes for each app, and results of the host in every second run. */
    private static Events run(HostSimulation simulation, Random random) {
        Events events = new Events();
        boolean isChecked = random.nextBoolean();
        Traffic[] traffic = new Traffic[APPS.length];
        long[] changes = new long[APPS.length];
        for (long now = 1_000_000 * MINUTE; now < 1_000_000 * MINUTE + SPAN; now += STEP) {
            for (int app = 0; app < APPS.length; app++) {
                if (now >= changes[app]) {
                    changes[app] = now + MINUTE * (1 + random.nextInt(40));
                    traffic[app] = Traffic.values()[random.nextInt(Traffic.values().length)];
                }
                boolean isSparse = traffic[app] == Traffic.SPARSE;
                if (traffic[app] != Traffic.NONE && random.nextInt(isSparse ? 20 : 2) == 0) {
                    boolean isFailed = traffic[app] == Traffic.FAILING && random.nextBoolean();
                    long at = now + random.nextInt((int) STEP);
                    simulation.view(HostSimulation.view(APPS[app], at, isFailed, null));
                    events.views
                            .computeIfAbsent(APPS[app], key -> new TreeSet<>())
                            .add(at);
                }
            }
            if (isChecked && random.nextInt(60) == 0) {
                simulation.result("r" + now, new SyntheticSample(now, "", random.nextInt(8) == 0, ""));
                events.results.add(now);
            }
            simulation.advanceTo(now);
        }
        simulation.advanceTo(1_000_000 * MINUTE + SPAN + 2 * HostRules.QUIET_MILLIS);
        return events;
    }
}
