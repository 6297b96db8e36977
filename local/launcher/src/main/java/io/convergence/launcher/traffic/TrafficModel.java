package io.convergence.launcher.traffic;

import io.convergence.core.rum.Beacon;
import io.convergence.core.vitals.Vitals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Page views of a set of sites. Views are distributed over sites in their order, and over the pages of a site, by Zipf's
 * law. Traffic follows the day of each site's users. The views of a second depend only on the seed and that second.
 */
public final class TrafficModel {
    private static final double ZIPF_EXPONENT = 1.1;
    private static final double LCP_SHARE = 0.92;
    private static final double INP_SHARE = 0.75;
    private static final double SCRIPT_ERROR_SHARE = 0.6;
    private static final long SECOND = 1000;
    private static final int PURPOSE = 1;

    private final List<TrafficSite> sites;
    private final List<List<Incident>> incidents = new ArrayList<>();
    private final List<ZipfLaw> pages = new ArrayList<>();
    private final ZipfLaw popularity;
    private final long seed;

    /**
     * Creates a model.
     *
     * @param sites the busiest first
     * @param script incidents of the sites
     */
    public TrafficModel(List<TrafficSite> sites, List<Incident> script, long seed) {
        this.sites = List.copyOf(sites);
        this.seed = seed;
        this.popularity = new ZipfLaw(sites.size(), ZIPF_EXPONENT);
        Map<Integer, ZipfLaw> laws = new HashMap<>();
        for (TrafficSite site : sites) {
            pages.add(laws.computeIfAbsent(site.pages(), count -> new ZipfLaw(count, ZIPF_EXPONENT)));
            incidents.add(script.stream()
                    .filter(incident -> incident.host().equals(site.host())
                            && incident.app().equals(site.app()))
                    .toList());
        }
    }

    /**
     * Passes on the views of one second by Poisson arrivals, in order of time.
     *
     * @param second start of the second, epoch milliseconds, a multiple of 1000
     * @param peak mean of views per second if every site were at its daily peak
     */
    public void views(long second, double peak, Consumer<Beacon> views) {
        SplittableRandom random = Seeds.random(seed, second, PURPOSE);
        int index = 0;
        for (long time : times(second, Poisson.draw(random, peak), random)) {
            Beacon view = candidate(time, index, random);
            if (view != null) {
                views.accept(view);
                index++;
            }
        }
    }

    /** Passes on an exact number of views of one second, in order of time. */
    public void exactViews(long second, int count, Consumer<Beacon> views) {
        SplittableRandom random = Seeds.random(seed, second, PURPOSE);
        int index = 0;
        for (long time : times(second, count, random)) {
            Beacon view = candidate(time, index, random);
            while (view == null) {
                view = candidate(time, index, random);
            }
            views.accept(view);
            index++;
        }
    }

    private static long[] times(long second, int count, RandomGenerator random) {
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            times[i] = second + random.nextLong(SECOND);
        }
        Arrays.sort(times);
        return times;
    }

    /** A view, or null for one that does not occur because of the time of day or of an outage. */
    private @Nullable Beacon candidate(long time, int index, RandomGenerator random) {
        int rank = popularity.draw(random);
        TrafficSite site = sites.get(rank);
        if (random.nextDouble() > Diurnal.share(time, site.utcOffsetHours())) {
            return null;
        }
        IncidentKind kind = IncidentKind.RECOVERY;
        long elapsed = 0;
        for (Incident incident : incidents.get(rank)) {
            if (incident.elapsed(time) >= 0) {
                kind = incident.kind();
                elapsed = incident.elapsed(time);
                break;
            }
        }
        if (!kind.admitsViews(elapsed)) {
            return null;
        }
        String page = PageNames.of(pages.get(rank).draw(random));
        return view(site, kind, elapsed, page, time, index, random);
    }

    private static Beacon view(
            TrafficSite site,
            IncidentKind kind,
            long elapsed,
            String page,
            long time,
            int index,
            RandomGenerator random) {
        Device device = Device.draw(random);
        String browser = device.browser(random);
        SampledVitals vitals = device.vitals().draw(random, kind.slowdown());
        boolean failed = random.nextDouble() < kind.errorRate(browser, site.errorRate(), elapsed);
        boolean inScript = random.nextDouble() < SCRIPT_ERROR_SHARE;
        double load = Math.min(600_000, Math.rint(vitals.lcpMillis() * (1 + random.nextDouble() / 2)));
        return new Beacon(
                "b" + Long.toString(time / SECOND, 36) + '-' + Integer.toString(index, 36),
                site.tenant(),
                site.app(),
                site.host(),
                page,
                browser,
                time,
                new Vitals(
                        random.nextDouble() < LCP_SHARE ? vitals.lcpMillis() : null,
                        vitals.fcpMillis(),
                        vitals.ttfbMillis(),
                        random.nextDouble() < INP_SHARE ? vitals.inpMillis() : null,
                        load,
                        vitals.cls()),
                failed && inScript ? 1 + random.nextInt(3) : 0,
                failed && !inScript ? 1 + random.nextInt(2) : 0,
                "0.1.0");
    }
}
