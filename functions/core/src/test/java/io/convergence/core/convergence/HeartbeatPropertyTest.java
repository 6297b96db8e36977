package io.convergence.core.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.arithmetic.Ratio;
import io.convergence.core.collapse.CollapsePolicy;
import io.convergence.core.collapse.CollapseRule;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.EpisodeRule;
import io.convergence.core.verdict.CheckCounts;
import io.convergence.core.verdict.Decision;
import io.convergence.core.verdict.Verdict;
import io.convergence.core.verdict.ViewCounts;
import io.convergence.core.window.Bounds;
import io.convergence.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts that are published with any heartbeats, compared with those that the definition selects from the verdicts of
 * all boundaries: every change, every {@code everyMillis}, and every {@code healthyMillis} for a key whose verdict is healthy,
 * changed 15 minutes ago or has not changed since its first one, and which has had that one and data for 3 minutes. The verdicts of all boundaries are those of six runs with a heartbeat at each full minute, whose
 * events are later by no, one, two, ... five slides. The oracle searches all events for the boundary since which a key has
 * had data.
 */
class HeartbeatPropertyTest {
    private static final long MINUTE = 60_000;
    private static final long SPAN = 180 * MINUTE;
    private static final long STEADY = 15 * MINUTE;
    private static final long NEW = 3 * MINUTE;
    private static final long STEP = 5_000;
    private static final long SLIDE = 10_000;
    private static final String[] APPS = {"shop", "cart"};
    private static final Thresholds FEW = new Thresholds(5, new Ratio(1, 4), 4000, 1, 2, new Ratio(1, 2), 1, 0, 0);

    /** Traffic of an app for a while. */
    private enum Traffic {
        NONE,
        SPARSE,
        GOOD,
        FAILING
    }

    /** What is compared of a published verdict: no instants except the end of its window, because runs differ by a shift. */
    private record Published(
            String app,
            long end,
            Decision decision,
            @Nullable Verdict previous,
            boolean changed,
            ViewCounts views,
            CheckCounts checks) {}

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
        WindowSpec window = new WindowSpec(20_000L * (1 + settings.nextInt(15)), SLIDE);
        long every = MINUTE * (1 + settings.nextInt(3));
        long healthy = every * (1 + settings.nextInt(5));
        HostSimulation some = new HostSimulation(rules(window, new HeartbeatPolicy(every, healthy, MinuteUse.STORED)));
        Events events = run(some, new Random(seed), 0);
        List<Published> all = atAllBoundaries(window, seed);

        for (String app : APPS) {
            List<Published> published = of(app, published(some, 0));
            List<Published> full = of(app, all);
            assertThat(full).containsAll(published);
            // Each boundary within the time between two heartbeats is possible, but it is the same throughout the run.
            assertThat(LongStream.range(0, healthy == every ? 1 : healthy / SLIDE)
                            .mapToObj(phase -> selected(full, events, window, every, healthy, phase * SLIDE)))
                    .contains(published.stream().map(Published::end).toList());
        }
    }

    /** The verdicts of all boundaries that are multiples of the slide, in the order of their boundaries. */
    private static List<Published> atAllBoundaries(WindowSpec window, long seed) {
        TreeMap<Long, Set<Published>> all = new TreeMap<>();
        for (long shift = 0; shift < MINUTE; shift += SLIDE) {
            HostSimulation each = new HostSimulation(rules(window, HeartbeatPolicy.EACH_MINUTE));
            run(each, new Random(seed), shift);
            for (Published verdict : published(each, shift)) {
                all.computeIfAbsent(verdict.end, end -> new LinkedHashSet<>()).add(verdict);
            }
        }
        return all.values().stream().flatMap(Set::stream).toList();
    }

    private static List<Published> published(HostSimulation simulation, long shift) {
        return simulation.verdicts.stream()
                .map(verdict -> new Published(
                        verdict.app(),
                        verdict.windowEnd() - shift,
                        verdict.decision(),
                        verdict.previousVerdict(),
                        verdict.changed(),
                        verdict.views(),
                        verdict.checks()))
                .toList();
    }

    /**
     * The ends of the windows of the verdicts of one app that the definition selects.
     *
     * @param phase by how much the heartbeats of the app are later than multiples of {@code healthy}, milliseconds
     */
    private static List<Long> selected(
            List<Published> full, Events events, WindowSpec window, long every, long healthy, long phase) {
        List<Long> selected = new ArrayList<>();
        long first = 0;
        long changed = 0;
        for (Published verdict : full) {
            long end = verdict.end;
            if (verdict.changed && verdict.previous == null) {
                first = end;
                changed = 0;
            } else if (verdict.changed) {
                changed = end;
            }
            boolean isSteady = verdict.decision.verdict() == Verdict.HEALTHY
                    && end - changed >= STEADY
                    && end - Math.max(first, dataSince(verdict.app, events, window, end)) >= NEW;
            boolean isDue = isSteady ? (end - phase) % healthy == 0 : end % every == 0;
            if (verdict.changed || isDue) {
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

    private static List<Published> of(String app, List<Published> verdicts) {
        return verdicts.stream().filter(verdict -> verdict.app.equals(app)).toList();
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

    /**
     * Traffic that changes every one to forty minutes for each app, and results of the host in every second run.
     *
     * @param shift by how much all events are later, milliseconds; the events returned are those without it
     */
    private static Events run(HostSimulation simulation, Random random, long shift) {
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
                    simulation.view(HostSimulation.view(APPS[app], at + shift, isFailed, null));
                    events.views
                            .computeIfAbsent(APPS[app], key -> new TreeSet<>())
                            .add(at);
                }
            }
            if (isChecked && random.nextInt(60) == 0) {
                simulation.result("r" + now, new SyntheticSample(now + shift, "", random.nextInt(8) == 0, ""));
                events.results.add(now);
            }
            simulation.advanceTo(now + shift);
        }
        simulation.advanceTo(1_000_000 * MINUTE + SPAN + 2 * HostRules.QUIET_MILLIS + shift);
        return events;
    }
}
