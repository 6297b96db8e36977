package io.convergence.query.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.convergence.query.store.Clause;
import io.convergence.query.store.StoreSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /**
     * The most viewed pages of each host. The histograms of a page are sent one after the other in one value: a row for each
     * minute would be fifteen times as many. Pages are grouped by their bytes, which compares faster than a locale does.
     */
    private static final String SELECT = "SELECT v.app, v.host, m.page, m.views, m.error_views, m.vitals "
            + "FROM convergence_verdicts AS v CROSS JOIN LATERAL (SELECT r.page COLLATE \"C\" AS page, sum(r.views)::bigint AS views, "
            + "sum(r.error_views)::bigint AS error_views, string_agg(r.vitals, '') AS vitals FROM rum_minutes AS r "
            + "WHERE r.tenant = v.tenant AND r.app = v.app AND r.host = v.host AND r.minute >= ? AND r.minute < ? "
            + "GROUP BY r.page COLLATE \"C\" ORDER BY 2 DESC, r.page COLLATE \"C\" LIMIT " + MOST + ") AS m "
            + "WHERE v.tenant = ? AND v.window_end >= ?";

    private final Cache<String, Copy> copies;
    private final Clock clock;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /**
     * Creates an empty cache.
     *
     * @param mostBytes most bytes of all copies, estimated
     * @param clock clock of the ages of copies
     */
    public PageCopies(long mostBytes, Clock clock) {
        this.clock = clock;
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

    /** The seconds since the end of the window of each tenant's copy. */
    public Map<String, Double> ages() {
        Instant now = clock.instant();
        Map<String, Double> ages = new TreeMap<>();
        copies.asMap().forEach((tenant, copy) -> {
            if (copy.until() != null) {
                ages.put(tenant, Duration.between(copy.until(), now).toMillis() / 1e3);
            }
        });
        return ages;
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
        PageItems items = new PageItems();
        session.each("rum-pages", Clause.of(SELECT, from, until, session.tenant(), from), items::add);
        return new Copy(until, items.take());
    }
}
