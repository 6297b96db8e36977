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
 * Page views of a set of sites. Sites draw views by Zipf's law in the order they are listed, pages of a site likewise;
 * traffic follows the day of each site's users. What a second holds depends on the seed and that second alone.
 */
public final class TrafficModel {
    private static final double ZIPF_EXPONENT = 1.1;
    private static final double LCP_SHARE = 0.92;
    private static final double INP_SHARE = 0.75;
    private static final double SCRIPT_ERROR_SHARE = 0.6;
    private static final long SECOND = 1000;
    private static final int PURPOSE = 1;

    private final List<Site> sites;
    private final List<List<Incident>> incidents = new ArrayList<>();
    private final List<ZipfLaw> pages = new ArrayList<>();
    private final ZipfLaw popularity;
    private final long seed;

    /** A model of sites, the busiest first. */
    public TrafficModel(List<Site> sites, List<Incident> script, long seed) {
        this.sites = List.copyOf(sites);
        this.seed = seed;
        this.popularity = new ZipfLaw(sites.size(), ZIPF_EXPONENT);
        Map<Integer, ZipfLaw> laws = new HashMap<>();
        for (Site site : sites) {
            pages.add(laws.computeIfAbsent(site.pages(), count -> new ZipfLaw(count, ZIPF_EXPONENT)));
            incidents.add(script.stream()
                    .filter(incident -> incident.host().equals(site.host())
                            && incident.app().equals(site.app()))
                    .toList());
        }
    }

    /**
     * The views of one second by Poisson arrivals, in order of time.
     *
     * @param second epoch milliseconds, a multiple of 1000
     * @param peak views per second if every site had its peak
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

    /** So many views of one second, in order of time. */
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

    /** A view, or null when the site's users are asleep or do not get through. */
    private @Nullable Beacon candidate(long time, int index, RandomGenerator random) {
        int rank = popularity.draw(random);
        Site site = sites.get(rank);
        if (random.nextDouble() > Diurnal.share(time, site.utcOffsetHours())) {
            return null;
        }
        IncidentKind kind = IncidentKind.RECOVERY;
        for (Incident incident : incidents.get(rank)) {
            long elapsed = incident.elapsed(time);
            if (elapsed >= 0) {
                kind = incident.kind();
                if (!kind.admitsViews(elapsed)) {
                    return null;
                }
                break;
            }
        }
        String page = PageNames.of(pages.get(rank).draw(random));
        return view(site, kind, page, time, index, random);
    }

    private static Beacon view(
            Site site, IncidentKind kind, String page, long time, int index, RandomGenerator random) {
        Device device = Device.draw(random);
        String browser = device.browser(random);
        SampledVitals vitals = device.vitals().draw(random, kind.slowdown());
        boolean failed = random.nextDouble() < kind.errorRate(browser, site.errorRate());
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
