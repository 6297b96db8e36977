package io.convergence.bench.micro;

import io.convergence.bench.BenchPages;
import io.convergence.core.rum.Beacon;
import io.convergence.core.vitals.Vitals;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Page views of one tenant with random vitals; equal seeds make equal views. Not thread-safe. */
final class SampleViews {
    private static final String[] BROWSERS = {"chrome", "safari", "firefox", "edge"};
    private static final int ERRORS_PER_MILLE = 20;

    private final SplittableRandom random;
    // Views share these texts, as the decoder makes them: it returns one object for a text that repeats.
    private final List<String> hosts;
    private final List<String> pages;

    /**
     * A source of views.
     *
     * @param hosts number of hosts
     * @param pages number of pages of each host
     */
    SampleViews(long seed, int hosts, int pages) {
        this.random = new SplittableRandom(seed);
        this.hosts = IntStream.range(0, hosts)
                .mapToObj(number -> "h" + number + ".example")
                .toList();
        this.pages = IntStream.range(0, pages).mapToObj(BenchPages::name).toList();
    }

    /** A view that is received at an instant, epoch milliseconds. */
    Beacon next(long receivedAt) {
        double lcp = 800 + random.nextInt(3000);
        return new Beacon(
                Long.toHexString(random.nextLong()),
                "acme",
                "shop",
                hosts.get(random.nextInt(hosts.size())),
                pages.get(random.nextInt(pages.size())),
                BROWSERS[random.nextInt(BROWSERS.length)],
                receivedAt,
                new Vitals(lcp, lcp / 2, lcp / 8, null, lcp + 400, 0.05),
                random.nextInt(1000) < ERRORS_PER_MILLE ? 1 : 0,
                0,
                "1.0.0");
    }
}
