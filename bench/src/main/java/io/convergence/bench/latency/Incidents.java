package io.convergence.bench.latency;

import io.convergence.core.rum.Beacon;
import io.convergence.core.vitals.Vitals;
import java.util.LinkedHashMap;
import java.util.Map;

/** The hosts whose incidents are measured: each is brought to the brink, and one beacon tips it. For one thread. */
final class Incidents {
    /** Owner of these hosts and of nothing else. */
    static final String TENANT = "bench";

    private final LiveTraffic traffic;
    private final Brink brink;
    private final Map<String, Long> tips = new LinkedHashMap<>();

    Incidents(LiveTraffic traffic, Brink brink) {
        this.traffic = traffic;
        this.brink = brink;
    }

    /** Publishes the views that leave a host one error view below the threshold. */
    void prepare(int incident, long now) {
        for (int view = 0; view < brink.views(); view++) {
            traffic.publish(view(incident, view, now, view < brink.errorViews()));
        }
    }

    /** Publishes the view that tips a host, received now, epoch milliseconds. */
    void tip(int incident, long now) {
        traffic.publish(view(incident, brink.views(), now, true));
        tips.put(host(incident), now);
    }

    /** When each host was tipped, epoch milliseconds. */
    Map<String, Long> tips() {
        return Map.copyOf(tips);
    }

    private static String host(int incident) {
        return "incident-" + incident + ".bench.example";
    }

    private static Beacon view(int incident, int number, long now, boolean failed) {
        String id = "i" + incident + '-' + number;
        int errors = failed ? 1 : 0;
        return new Beacon(
                id,
                TENANT,
                "shop",
                host(incident),
                "/checkout",
                "chrome",
                now,
                new Vitals(1_800.0, 900.0, 120.0, null, null, null),
                errors,
                0,
                "0.1.0");
    }
}
