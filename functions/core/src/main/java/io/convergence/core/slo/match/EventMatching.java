package io.convergence.core.slo.match;

import io.convergence.core.slo.book.SloBook;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.SloDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Matching of events with the objectives of their tenant that are counted in their minute. What is derived from the
 * definitions is cached until the tenant's definitions change, for the last few spans between two changes, because events of
 * both sides of an edit arrive mixed. Not thread-safe.
 *
 * @param <E> type of the events
 */
public final class EventMatching<E> {
    private static final int SPANS = 4;

    /** Matchers of the minutes that start in {@code [from, until)}. */
    private record CachedMatchers<E>(long from, long until, MatcherIndex<E> matchers) {
        boolean covers(long minute) {
            return minute >= from && minute < until;
        }
    }

    /** Takes the objectives that count an event. */
    public interface Match<E> {
        /**
         * Takes an objective that counts the event.
         *
         * @param budget the budget that the event counts for
         */
        void counts(SliMatcher<E> matcher, GroupKey budget);
    }

    private final EventKind<E> kind;
    private final SloBook book;
    private final Map<String, Deque<CachedMatchers<E>>> cache = new HashMap<>();

    /** Matching of events of a kind with the objectives of a book. */
    public EventMatching(EventKind<E> kind, SloBook book) {
        this.kind = kind;
        this.book = book;
    }

    /**
     * Passes on every objective that counts an event, in no particular order.
     *
     * @param minute start of the minute of the event
     */
    public void match(E event, long minute, Match<E> match) {
        matchers(kind.tenant(event), minute).forEach(event, matcher -> {
            GroupKey budget = matcher.budget(event);
            if (budget != null) {
                match.counts(matcher, budget);
            }
        });
    }

    /** Drops what is cached of a tenant whose definitions changed. */
    public void changed(String tenant) {
        cache.remove(tenant);
    }

    private MatcherIndex<E> matchers(String tenant, long minute) {
        Deque<CachedMatchers<E>> spans = cache.computeIfAbsent(tenant, each -> new ArrayDeque<>(SPANS));
        for (CachedMatchers<E> span : spans) {
            if (span.covers(minute)) {
                return span.matchers();
            }
        }
        if (spans.size() == SPANS) {
            spans.removeLast();
        }
        CachedMatchers<E> span = new CachedMatchers<>(
                book.lastChange(tenant, minute),
                book.nextChange(tenant, minute),
                new MatcherIndex<>(kind, matchersAt(tenant, minute)));
        spans.addFirst(span);
        return span.matchers();
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
