package io.convergence.core.slo.match;

import io.convergence.core.slo.book.SloBook;
import io.convergence.core.slo.definition.SloDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Matchers of the objectives that count an event, by tenant and minute. They are cached until the tenant's definitions
 * change. Not thread-safe.
 *
 * @param <E> type of the events
 */
public final class EventMatching<E> {
    /** Matchers of the minutes that start in {@code [from, until)}. */
    private record CachedMatchers<E>(long from, long until, List<SliMatcher<E>> matchers) {}

    private final EventKind<E> kind;
    private final SloBook book;
    private final Map<String, CachedMatchers<E>> cache = new HashMap<>();

    /** Matching of events of a kind with the objectives of a book. */
    public EventMatching(EventKind<E> kind, SloBook book) {
        this.kind = kind;
        this.book = book;
    }

    /** Matchers of the tenant's objectives that count events of a minute. */
    public List<SliMatcher<E>> matchers(String tenant, long minute) {
        CachedMatchers<E> cached = cache.get(tenant);
        if (cached == null || minute < cached.from() || minute >= cached.until()) {
            cached = new CachedMatchers<>(
                    book.lastChange(tenant, minute), book.nextChange(tenant, minute), matchersAt(tenant, minute));
            cache.put(tenant, cached);
        }
        return cached.matchers();
    }

    /** Drops the cached matchers of a tenant whose definitions changed. */
    public void changed(String tenant) {
        cache.remove(tenant);
    }

    private List<SliMatcher<E>> matchersAt(String tenant, long minute) {
        List<SliMatcher<E>> matchers = new ArrayList<>();
        for (SloDefinition definition : book.countedAt(tenant, minute)) {
            if (kind.feeds(definition.sli().source())) {
                matchers.add(new SliMatcher<>(kind, definition));
            }
        }
        return matchers;
    }
}
