package io.convergence.launcher.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sites for a load test, one for each key (tenant, app, host), the busiest first. */
public final class Fleet {
    private static final String[] APPS = {"shop", "checkout", "search", "account", "blog", "support", "admin", "docs"};
    private static final int[] PAGES = {200, 8, 40, 20, 120, 60, 12, 90};
    private static final int MOST_TENANTS = 50;
    private static final int KEYS_PER_TENANT = 40;

    private Fleet() {}

    /**
     * Sites of up to 50 tenants. Every fifth app of a tenant shares the host of the app before it.
     *
     * @param keys number of sites
     * @param seed of time zones and error rates
     */
    public static List<TrafficSite> of(int keys, long seed) {
        int tenants = Math.max(1, Math.min(MOST_TENANTS, keys / KEYS_PER_TENANT));
        List<TrafficSite> sites = new ArrayList<>(keys);
        for (int i = 0; i < keys; i++) {
            int number = i / tenants;
            String tenant = String.format(Locale.ROOT, "tenant-%02d", i % tenants);
            int hostNumber = number % 5 == 4 ? number - 1 : number;
            long mixed = Seeds.mix(seed ^ i);
            sites.add(new TrafficSite(
                    tenant,
                    name(number),
                    name(hostNumber) + '.' + tenant + ".example",
                    PAGES[number % PAGES.length],
                    (int) Math.floorMod(mixed, 24L) - 11,
                    0.01 + 0.01 * (mixed >>> 40) / (1 << 24)));
        }
        return sites;
    }

    private static String name(int number) {
        String app = APPS[number % APPS.length];
        return number < APPS.length ? app : app + '-' + number / APPS.length;
    }
}
