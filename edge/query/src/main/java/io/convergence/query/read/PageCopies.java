package io.convergence.query.read;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.convergence.core.vitals.Vital;
import io.convergence.query.store.Clause;
import io.convergence.query.store.StoreSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Pages of all hosts of a tenant over the window, merged from page minutes and kept for each tenant that asks. Page minutes
 * change only when a minute closes, so a copy is made anew at most once a minute, by one request of the tenant at a time;
 * meanwhile others get the last copy. Thread-safe.
 */
public final class PageCopies {
    /** Most pages of a host. */
    static final int MOST = 256;

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int BYTES_OF_A_PAGE = 400;

    private static final String SELECT = "SELECT v.app, v.host, m.page, m.views, m.error_views, m.vitals "
            + "FROM convergence_verdicts AS v CROSS JOIN LATERAL (SELECT page, views, error_views, vitals "
            + "FROM rum_minutes AS r WHERE r.tenant = v.tenant AND r.app = v.app AND r.host = v.host AND r.minute >= ? "
            + "AND r.minute < ?) AS m WHERE v.tenant = ? AND v.window_end >= ?";

    private final Cache<String, Copy> copies;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /**
     * Creates an empty cache.
     *
     * @param mostBytes most bytes of all copies, estimated
     */
    public PageCopies(long mostBytes) {
        copies = Caffeine.newBuilder()
                .maximumWeight(mostBytes)
                .weigher((String tenant, Copy copy) -> (int) Math.min(Integer.MAX_VALUE, copy.bytes()))
                .expireAfterAccess(Duration.ofMinutes(5))
                .build();
    }

    /**
     * The pages of a tenant.
     *
     * @param until end of the window, exclusive: a full minute, or null in an empty copy
     * @param pages pages by app and host, by descending views
     */
    record Copy(@Nullable Instant until, Map<List<String>, List<ObjectNode>> pages) {
        /** No page at all. */
        static final Copy NONE = new Copy(null, Map.of());

        List<ObjectNode> of(String app, String host) {
            return pages.getOrDefault(List.of(app, host), List.of());
        }

        long bytes() {
            return pages.values().stream().mapToLong(List::size).sum() * BYTES_OF_A_PAGE;
        }
    }

    /** The copy of the session's tenant for the last minute that closed before a boundary, or the one before it. */
    Copy of(StoreSession session, Instant newest) {
        Instant until = Instant.ofEpochSecond(newest.getEpochSecond() / 60 * 60);
        Copy last = copies.getIfPresent(session.tenant());
        if (last != null && until.equals(last.until())) {
            return last;
        }
        ReentrantLock lock = locks.computeIfAbsent(session.tenant(), tenant -> new ReentrantLock());
        if (last != null && !lock.tryLock()) {
            return last;
        }
        if (last == null) {
            lock.lock();
        }
        try {
            Copy present = copies.getIfPresent(session.tenant());
            if (present != null && until.equals(present.until())) {
                return present;
            }
            Copy copy = read(session, until);
            copies.put(session.tenant(), copy);
            return copy;
        } finally {
            lock.unlock();
        }
    }

    private static Copy read(StoreSession session, Instant until) {
        Instant from = until.minus(WINDOW);
        Map<List<String>, Map<String, PageSums>> hosts = new HashMap<>();
        session.each(
                "rum-pages",
                Clause.of(SELECT, from, until, session.tenant(), from),
                row -> hosts.computeIfAbsent(
                                List.of(String.valueOf(row.text("app")), String.valueOf(row.text("host"))),
                                host -> new HashMap<>())
                        .computeIfAbsent(String.valueOf(row.text("page")), page -> new PageSums())
                        .add(row));
        Map<List<String>, List<ObjectNode>> pages = new HashMap<>();
        hosts.forEach((host, sums) -> pages.put(
                host,
                sums.entrySet().stream()
                        .sorted(Comparator.<Map.Entry<String, PageSums>>comparingLong(
                                        page -> -page.getValue().views())
                                .thenComparing(Map.Entry::getKey))
                        .limit(MOST)
                        .map(page -> item(page.getKey(), page.getValue()))
                        .toList()));
        return new Copy(until, pages);
    }

    private static ObjectNode item(String page, PageSums sums) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("page", page);
        item.put("views", sums.views());
        item.put(
                "error_rate",
                sums.views() == 0 ? null : Math.round(1_000d * sums.errorViews() / sums.views()) / 1_000d);
        Double lcp = sums.vitals().quantile(Vital.LCP, 3, 4);
        if (lcp != null) {
            item.put("p75_lcp_ms", lcp);
        }
        return item;
    }
}
