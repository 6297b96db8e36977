package io.convergence.bench.latency;

import io.convergence.core.rum.Beacon;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.vitals.Vitals;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The hosts of the measured incidents. The checks of each fail, and it is first brought one error view below the threshold;
 * one further beacon then changes its verdict, and as checks confirm the impact, the signal has no hold. For use by one
 * thread.
 */
final class Incidents {
    /** Tenant of these hosts only. */
    static final String TENANT = "bench";

    /** Failed results of each host, enough for the recent ones to decide. */
    private static final int CHECKS = 3;

    private final LiveTraffic traffic;
    private final Brink brink;
    private final Map<String, Long> tips = new LinkedHashMap<>();

    Incidents(LiveTraffic traffic, Brink brink) {
        this.traffic = traffic;
        this.brink = brink;
    }

    /** Publishes failed checks of a host, and the views that bring it one error view below the threshold. */
    void prepare(int incident, long now) {
        for (int check = 0; check < CHECKS; check++) {
            traffic.publish(failure(incident, check, now));
        }
        for (int view = 0; view < brink.views(); view++) {
            traffic.publish(view(incident, view, now, view < brink.errorViews()));
        }
    }

    /** Publishes the view that changes the verdict of a host, received at {@code now}, epoch milliseconds. */
    void tip(int incident, long now) {
        traffic.publish(view(incident, brink.views(), now, true));
        tips.put(host(incident), now);
    }

    /** The time of each host's tipping view, epoch milliseconds. */
    Map<String, Long> tips() {
        return Map.copyOf(tips);
    }

    private static String host(int incident) {
        return "incident-" + incident + ".bench.example";
    }

    private static SyntheticResult failure(int incident, int check, long now) {
        return new SyntheticResult(
                "f" + incident + '-' + check,
                TENANT,
                null,
                host(incident),
                "home",
                "https",
                false,
                now,
                now,
                250,
                500,
                "eu-" + check,
                "status");
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
