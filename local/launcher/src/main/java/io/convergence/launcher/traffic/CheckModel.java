package io.convergence.launcher.traffic;

import io.convergence.core.synthetic.SyntheticResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Synthetic checks of the hosts of a set of sites. Each host is checked from three locations, from each once a minute, at a
 * time within the minute that differs by host and location. The results of a second depend only on the seed and that
 * second.
 */
public final class CheckModel {
    private static final List<String> LOCATIONS = List.of("eu-west", "us-east", "ap-south");
    private static final int MINUTE_SECONDS = 60;
    private static final double DURATION_MU = 5.0;
    private static final double DURATION_SIGMA = 0.5;
    private static final double FAILURE_RATE = 0.002;
    private static final int PURPOSE = 2;

    private record Probe(TrafficSite site, String location, int millis, List<Incident> incidents, int number) {}

    private final List<List<Probe>> bySecond = new ArrayList<>();
    private final long seed;

    /** Creates a model of the checks of every host of the sites. */
    public CheckModel(List<TrafficSite> sites, List<Incident> script, long seed) {
        this.seed = seed;
        for (int second = 0; second < MINUTE_SECONDS; second++) {
            bySecond.add(new ArrayList<>());
        }
        Map<String, TrafficSite> hosts = new LinkedHashMap<>();
        sites.forEach(site -> hosts.putIfAbsent(site.tenant() + '|' + site.host(), site));
        int number = 0;
        for (TrafficSite site : hosts.values()) {
            List<Incident> incidents = script.stream()
                    .filter(incident -> incident.host().equals(site.host()))
                    .toList();
            for (String location : LOCATIONS) {
                int phase = (int) Math.floorMod(Seeds.mix(seed + number), MINUTE_SECONDS * 1000L);
                Probe probe = new Probe(site, location, phase % 1000, incidents, number++);
                bySecond.get(phase / 1000).add(probe);
            }
        }
        bySecond.forEach(probes -> probes.sort(Comparator.comparingInt(Probe::millis)));
    }

    /**
     * Passes on the results received in one second, in order of time.
     *
     * @param second start of the second, epoch milliseconds, a multiple of 1000
     */
    public void results(long second, Consumer<SyntheticResult> results) {
        SplittableRandom random = Seeds.random(seed, second, PURPOSE);
        for (Probe probe : bySecond.get((int) Math.floorMod(second / 1000, (long) MINUTE_SECONDS))) {
            results.accept(result(probe, second + probe.millis(), random));
        }
    }

    private static SyntheticResult result(Probe probe, long time, SplittableRandom random) {
        IncidentKind kind = Incident.at(probe.incidents(), time);
        boolean success = random.nextDouble() >= FAILURE_RATE && !kind.checksFail();
        double duration = Math.rint(Math.exp(DURATION_MU + DURATION_SIGMA * random.nextGaussian()) * kind.slowdown());
        boolean answered = success || kind == IncidentKind.BAD_DEPLOY;
        return new SyntheticResult(
                "s" + Long.toString(time / 1000, 36) + '-' + Integer.toString(probe.number(), 36),
                probe.site().tenant(),
                null,
                probe.site().host(),
                "home",
                "https",
                success,
                time - (long) duration,
                time,
                duration,
                answered ? Integer.valueOf(success ? 200 : 500) : null,
                probe.location(),
                success ? null : answered ? "status" : "timeout");
    }
}
