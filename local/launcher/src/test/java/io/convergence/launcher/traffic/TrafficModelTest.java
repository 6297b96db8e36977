package io.convergence.launcher.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.convergence.core.rum.Beacon;
import io.convergence.core.synthetic.SyntheticResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Properties of the generated views and checks. */
class TrafficModelTest {
    private static final long START = Instant.parse("2026-06-01T20:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final TrafficSite SITE = new TrafficSite("t", "app", "host.example", 20, 0, 0.015);

    @Test
    void equalSeedsGenerateEqualTrafficAndOthersDoNot() {
        assertThat(views(model(7, List.of()), 60)).isEqualTo(views(model(7, List.of()), 60));
        assertThat(views(model(7, List.of()), 60)).isNotEqualTo(views(model(8, List.of()), 60));
        assertThat(results(7, List.of(), 120)).isEqualTo(results(7, List.of(), 120));
    }

    @Test
    void aSecondDoesNotDependOnTheSecondsBefore() {
        TrafficModel model = model(7, List.of());
        List<Beacon> minute = views(model, 60);
        List<Beacon> second = new ArrayList<>();
        model.views(START + 30_000, 100, second::add);
        assertThat(minute).containsSubsequence(second);
    }

    @Test
    void viewsAreInOrderOfTimeWithDistinctIds() {
        List<Beacon> views = views(model(7, List.of()), 120);
        assertThat(views).isSortedAccordingTo((a, b) -> Long.compare(a.receivedAt(), b.receivedAt()));
        assertThat(new HashSet<>(views.stream().map(Beacon::id).toList())).hasSameSizeAs(views);
    }

    @Test
    void exactViewsHaveTheWantedNumber() {
        List<Beacon> views = new ArrayList<>();
        model(7, List.of()).exactViews(START, 1234, views::add);
        assertThat(views)
                .hasSize(1234)
                .allMatch(view -> view.receivedAt() >= START && view.receivedAt() < START + 1000);
    }

    @Test
    void sharesAreThoseOfTheTrafficModel() {
        List<Beacon> views = views(model(7, List.of()), 600);
        assertThat(share(views, view -> view.vitals().lcpMillis() != null)).isCloseTo(0.92, within(0.01));
        assertThat(share(views, view -> view.vitals().inpMillis() != null)).isCloseTo(0.75, within(0.01));
        assertThat(share(views, Beacon::isErrorView)).isCloseTo(0.015, within(0.003));
        assertThat(share(views, view -> view.browser().equals("chrome"))).isCloseTo(0.404, within(0.01));
        assertThat(Device.chromeShare()).isCloseTo(0.404, within(0.001));
    }

    @Test
    void hostsFollowZipfsLaw() {
        List<Beacon> views = new ArrayList<>();
        TrafficModel model = new TrafficModel(Fleet.of(100, 1), List.of(), 1);
        for (int second = 0; second < 300; second++) {
            model.exactViews(START + second * 1000L, 200, views::add);
        }
        Map<String, Integer> counts = new HashMap<>();
        views.forEach(view -> counts.merge(view.tenant() + view.app(), 1, Integer::sum));
        assertThat(counts).hasSizeGreaterThan(90);
        assertThat(counts.values().stream().mapToInt(Integer::intValue).max().orElse(0))
                .isGreaterThan(views.size() / 8);
    }

    @Test
    void trafficFollowsTheDay() {
        long midnight = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
        assertThat(Diurnal.share(midnight + 4 * 60 * MINUTE, 0)).isCloseTo(0.25, within(1e-3));
        assertThat(Diurnal.share(midnight + 20 * 60 * MINUTE, 0)).isCloseTo(1, within(1e-3));
        assertThat(Diurnal.share(midnight + 15 * 60 * MINUTE, 5)).isCloseTo(1, within(1e-3));
    }

    @Test
    void everyHostIsCheckedOnceAMinuteFromThreeLocations() {
        List<SyntheticResult> results = results(7, List.of(), 600);
        assertThat(results).hasSize(30);
        assertThat(new HashSet<>(results.stream().map(SyntheticResult::location).toList()))
                .hasSize(3);
        assertThat(results).isSortedAccordingTo((a, b) -> Long.compare(a.receivedAt(), b.receivedAt()));
        assertThat(results)
                .allMatch(result -> result.receivedAt() - result.startedAt() == (long) result.durationMillis());
    }

    @ParameterizedTest
    @EnumSource(IncidentKind.class)
    void anIncidentAffectsViewsAndChecksAsDocumented(IncidentKind kind) {
        List<Incident> script = List.of(new Incident(kind, SITE.host(), SITE.app(), START, 20 * MINUTE, 0));
        List<Beacon> healthy = views(model(7, List.of()), 1200);
        List<Beacon> views = views(model(7, script), 1200);
        List<SyntheticResult> results = results(7, script, 1200);

        double errors = share(views, Beacon::isErrorView);
        double failed =
                (double) results.stream().filter(result -> !result.success()).count() / results.size();
        switch (kind) {
            case BAD_DEPLOY -> {
                assertThat(errors).isCloseTo(0.25, within(0.01));
                assertThat(failed).isEqualTo(1);
            }
            case BROKEN_SCRIPT -> {
                assertThat(errors).isCloseTo(0.12, within(0.01));
                assertThat(failed).isLessThan(0.1);
            }
            case SLOW_ORIGIN -> {
                assertThat(p75(views) / p75(healthy)).isCloseTo(3, within(0.1));
                assertThat(errors).isLessThan(0.03);
                assertThat(failed).isLessThan(0.1);
            }
            case PROBE_NETWORK_FAULT -> {
                assertThat(errors).isLessThan(0.03);
                assertThat(p75(views) / p75(healthy)).isCloseTo(1, within(0.05));
                assertThat(failed).isEqualTo(1);
            }
            case TOTAL_OUTAGE -> {
                assertThat(errors).isCloseTo(0.60, within(0.02));
                assertThat(views).allMatch(view -> view.receivedAt() < START + 2 * MINUTE);
                assertThat(failed).isEqualTo(1);
            }
            case LOST_VIEWS -> {
                assertThat(views).isEmpty();
                assertThat(failed).isLessThan(0.1);
            }
            case FLAPPING_ERRORS -> {
                assertThat(errorRate(views, 0, 15)).isCloseTo(0.117, within(0.005));
                assertThat(errorRate(views, 3, 18)).isCloseTo(0.083, within(0.005));
                assertThat(failed).isLessThan(0.1);
            }
            case RECOVERY -> {
                assertThat(views).isEqualTo(healthy);
                assertThat(failed).isLessThan(0.1);
            }
        }
    }

    @Test
    void checksOfASlowOriginAreSlowerAndPass() {
        List<Incident> script =
                List.of(new Incident(IncidentKind.SLOW_ORIGIN, SITE.host(), SITE.app(), START, 60 * MINUTE, 0));
        double slow = results(7, script, 3600).stream()
                .mapToDouble(SyntheticResult::durationMillis)
                .average()
                .orElse(0);
        double usual = results(7, List.of(), 3600).stream()
                .mapToDouble(SyntheticResult::durationMillis)
                .average()
                .orElse(1);
        assertThat(slow / usual).isCloseTo(3, within(0.1));
    }

    @Test
    void anIncidentOccursAgainAfterItsPeriod() {
        Incident incident = new Incident(IncidentKind.BAD_DEPLOY, "h", "a", 1000, 10, 100);
        assertThat(incident.elapsed(999)).isEqualTo(-1);
        assertThat(incident.elapsed(1009)).isEqualTo(9);
        assertThat(incident.elapsed(1010)).isEqualTo(-1);
        assertThat(incident.elapsed(1205)).isEqualTo(5);
    }

    private static TrafficModel model(long seed, List<Incident> script) {
        return new TrafficModel(List.of(SITE), script, seed);
    }

    private static List<Beacon> views(TrafficModel model, int seconds) {
        List<Beacon> views = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            model.views(START + second * 1000L, 100, views::add);
        }
        return views;
    }

    private static List<SyntheticResult> results(long seed, List<Incident> script, int seconds) {
        CheckModel model = new CheckModel(List.of(SITE), script, seed);
        List<SyntheticResult> results = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            model.results(START + second * 1000L, results::add);
        }
        return results;
    }

    private static double share(List<Beacon> views, java.util.function.Predicate<Beacon> of) {
        return (double) views.stream().filter(of).count() / views.size();
    }

    private static double errorRate(List<Beacon> views, int fromMinute, int toMinute) {
        List<Beacon> window = views.stream()
                .filter(view -> view.receivedAt() >= START + fromMinute * MINUTE)
                .filter(view -> view.receivedAt() < START + toMinute * MINUTE)
                .toList();
        return share(window, Beacon::isErrorView);
    }

    private static double p75(List<Beacon> views) {
        double[] lcp = views.stream()
                .map(view -> view.vitals().lcpMillis())
                .filter(java.util.Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        Arrays.sort(lcp);
        return lcp[lcp.length * 3 / 4];
    }
}
