package io.convergence.core.convergence;

import static io.convergence.core.convergence.HostSimulation.view;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.collapse.CollapsePolicy;
import io.convergence.core.collapse.CollapseRule;
import io.convergence.core.signal.EpisodePolicy;
import io.convergence.core.signal.EpisodeRule;
import io.convergence.core.signal.Signal;
import io.convergence.core.signal.SignalReason;
import io.convergence.core.signal.SignalStatus;
import io.convergence.core.verdict.IncidentCounts;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.window.Bounds;
import io.convergence.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Generated traffic under the default rules. The number of hosts of the day of normal traffic is bounded here;
 * {@code -Dexperiment.hosts=200} runs the whole experiment.
 */
class ImpactExperimentTest {
    private static final long START = 1_780_617_600_000L;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final HostRules RULES = new HostRules(
            WindowSpec.DEFAULTS,
            new ConvergenceRule(Thresholds.DEFAULTS),
            new CollapseRule(CollapsePolicy.DEFAULTS),
            new EpisodeRule(EpisodePolicy.DEFAULTS),
            HeartbeatPolicy.DEFAULTS,
            Bounds.DEFAULTS);

    @Test
    void aRateThatFlapsAroundTheThresholdPagesAtMostTwice() {
        HostSimulation simulation = new HostSimulation(RULES);
        for (int i = 0; i * 46L * SECOND < 4 * HOUR; i++) {
            simulation.view(view("shop", START + i * 46L * SECOND, i % 5 == 4, null));
            simulation.advanceTo(START + i * 46L * SECOND - 5 * SECOND);
        }
        simulation.advanceTo(START + 4 * HOUR);

        assertThat(pages(simulation)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void aDayOfNormalTrafficPagesNobodyByCollapse() {
        int hosts = Integer.getInteger("experiment.hosts", 12);
        List<Signal> pages = new ArrayList<>();
        for (int host = 0; host < hosts; host++) {
            pages.addAll(pages(dayOfNormalTraffic(new Random(host))));
        }

        assertThat(pages)
                .filteredOn(page -> page.reason() == SignalReason.TRAFFIC_COLLAPSE)
                .isEmpty();
        assertThat(pages).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void anIncidentOfHoursCountsEveryViewAndEveryMissingOne() {
        HostSimulation simulation = new HostSimulation(RULES);
        long at = 0;
        for (; at < 40 * MINUTE; at += SECOND) {
            simulation.view(view("shop", START + at, false, null));
        }
        for (; at < 100 * MINUTE; at += 10 * SECOND) {
            simulation.view(view("shop", START + at, true, null));
        }
        for (; at < 140 * MINUTE; at += SECOND) {
            simulation.view(view("shop", START + at, false, null));
        }
        simulation.advanceTo(START + 160 * MINUTE);

        Signal resolve = simulation.signals.stream()
                .filter(signal -> signal.status() == SignalStatus.RESOLVED)
                .findFirst()
                .orElseThrow();
        VerdictRecord last = requireNonNull(resolve.verdict());
        IncidentCounts incident = requireNonNull(last.incident());
        long opened = incident.openedAt();
        assertThat(opened).isGreaterThan(START + 40 * MINUTE);
        // Every tenth second has a view until minute 100, every second has one from then on.
        long quiet = (START + 100 * MINUTE - opened) / (10 * SECOND);
        assertThat(incident.errorViews()).isEqualTo(quiet);
        assertThat(incident.views()).isEqualTo(quiet + (last.windowEnd() - START) / SECOND - 100 * 60);
        // 60 views a minute are expected and 6 come, from the first span that was too quiet until half of them come.
        assertThat(incident.missingViews()).isBetween(60L * 54, 61L * 54);
    }

    /** Traffic with a daily curve, bursts, spikes of up to 10x and 10 minutes at least an hour apart, and 1.5 % errors. */
    private static HostSimulation dayOfNormalTraffic(Random random) {
        HostSimulation simulation = new HostSimulation(RULES);
        double base = 5 + random.nextInt(120);
        double phase = random.nextDouble() * 2 * Math.PI;
        long nextSpike = (long) (random.nextDouble() * 2 * HOUR);
        long spikeEnd = 0;
        double spike = 1;
        for (long at = 0; at < 24 * HOUR; at += 10 * SECOND) {
            if (at >= nextSpike) {
                spike = 1 + random.nextDouble() * 9;
                spikeEnd = at + MINUTE + (long) (random.nextDouble() * 9 * MINUTE);
                nextSpike = spikeEnd + HOUR + (long) (random.nextDouble() * 2 * HOUR);
            }
            double curve = 0.6 + 0.4 * Math.sin(2 * Math.PI * at / (24.0 * HOUR) + phase);
            double burst = random.nextInt(20) == 0 ? 2 : 1;
            double mean = base / 6 * curve * burst * (at < spikeEnd ? spike : 1);
            for (int views = poisson(random, mean); views > 0; views--) {
                boolean failed = random.nextInt(1000) < 15;
                simulation.view(view("shop", START + at + random.nextInt(10_000), failed, 1_500.0));
            }
            simulation.advanceTo(START + at);
        }
        return simulation;
    }

    /** A number with the Poisson distribution, as the sum of exponential waiting times (Knuth, volume 2, 3.4.1). */
    private static int poisson(Random random, double mean) {
        int events = -1;
        for (double time = 0; time <= mean; events++) {
            time -= Math.log(1 - random.nextDouble());
        }
        return events;
    }

    private static List<Signal> pages(HostSimulation simulation) {
        return simulation.signals.stream()
                .filter(signal -> signal.status() == SignalStatus.FIRING && signal.sequence() == 0)
                .toList();
    }
}
