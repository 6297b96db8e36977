package io.convergence.core.convergence;

import io.convergence.core.rum.Beacon;
import io.convergence.core.verdict.Verdict;
import io.convergence.core.window.WindowSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The oracle: looks at every boundary and counts every event anew, in doubles and by sorting. */
final class BruteForce {
    /** What is expected at a boundary of an app. */
    record Expected(
            String app,
            long boundary,
            Verdict verdict,
            boolean changed,
            long views,
            long errorViews,
            @Nullable Double p75,
            long samples,
            long failures,
            long viewsPreviousWindow) {}

    private final WindowSpec window;
    private final Thresholds thresholds;

    BruteForce(WindowSpec window, Thresholds thresholds) {
        this.window = window;
        this.thresholds = thresholds;
    }

    List<Expected> expect(List<Beacon> beacons, Map<String, List<SyntheticSample>> results, long until) {
        List<SyntheticSample> counted = new ArrayList<>();
        results.values().forEach(samples -> counted.addAll(once(samples)));
        Map<String, Long> apps = new LinkedHashMap<>();
        beacons.forEach(b -> apps.merge(b.app(), b.receivedAt(), Math::min));
        // A copy that does not count names its app all the same.
        results.values().stream()
                .flatMap(List::stream)
                .filter(s -> !s.app().isEmpty())
                .forEach(s -> apps.merge(s.app(), s.receivedAt(), Math::min));
        Map<String, Verdict> last = new HashMap<>();
        List<Expected> expected = new ArrayList<>();
        for (long boundary = 0; boundary <= until; boundary += window.slideMillis()) {
            for (String app : new TreeSet<>(apps.keySet())) {
                if (apps.getOrDefault(app, 0L) < boundary) {
                    Expected at = at(app, boundary, beacons, counted, last.get(app));
                    last.put(app, at.verdict());
                    boolean held = at.views() > 0 || at.samples() > 0;
                    if (at.changed() || (held && boundary % 60_000 == 0)) {
                        expected.add(at);
                    }
                }
            }
        }
        return expected;
    }

    private Expected at(
            String app, long end, List<Beacon> beacons, List<SyntheticSample> samples, @Nullable Verdict before) {
        long start = end - window.sizeMillis();
        List<Beacon> views = beacons.stream()
                .filter(b -> b.app().equals(app) && b.receivedAt() >= start && b.receivedAt() < end)
                .toList();
        long previous = beacons.stream()
                .filter(b ->
                        b.app().equals(app) && b.receivedAt() >= start - window.sizeMillis() && b.receivedAt() < start)
                .count();
        List<SyntheticSample> checks = samples.stream()
                .filter(s ->
                        (s.app().isEmpty() || s.app().equals(app)) && s.receivedAt() >= start && s.receivedAt() < end)
                .toList();
        long errors = views.stream().filter(Beacon::isErrorView).count();
        List<Double> lcp = new ArrayList<>();
        for (Beacon view : views) {
            Double value = view.vitals().lcpMillis();
            if (value != null) {
                lcp.add(value);
            }
        }
        lcp.sort(null);
        Double p75 = lcp.isEmpty() ? null : lcp.get(3 * lcp.size() / 4);
        long failures = checks.stream().filter(SyntheticSample::failed).count();
        boolean users = views.size() >= thresholds.minViews()
                && (errors * 10 >= views.size() || (p75 != null && p75 >= thresholds.lcpP75Millis()));
        boolean synthetic = checks.size() >= thresholds.minSamples() && failures * 2 >= checks.size();
        Verdict verdict = users
                ? synthetic ? Verdict.USER_IMPACT_CONFIRMED : Verdict.USER_ONLY_SYNTHETIC_BLIND
                : synthetic ? Verdict.SYNTHETIC_ONLY_NO_USER_IMPACT : Verdict.HEALTHY;
        return new Expected(
                app, end, verdict, verdict != before, views.size(), errors, p75, checks.size(), failures, previous);
    }

    private List<SyntheticSample> once(List<SyntheticSample> samples) {
        List<SyntheticSample> sorted = new ArrayList<>(samples);
        sorted.sort(null);
        List<SyntheticSample> counted = new ArrayList<>();
        long free = Long.MIN_VALUE;
        for (SyntheticSample sample : sorted) {
            if (sample.receivedAt() >= free) {
                counted.add(sample);
                free = sample.receivedAt() + window.sizeMillis();
            }
        }
        return counted;
    }
}
