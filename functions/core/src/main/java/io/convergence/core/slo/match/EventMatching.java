package io.convergence.core.slo.match;

import io.convergence.core.slo.book.SloBook;
import io.convergence.core.slo.definition.SloDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who counts the events of a kind. Not thread-safe.
 *
 * @param <E> the events
 */
public final class EventMatching<E> {
    private record Span<E>(long from, long until, List<SliMatcher<E>> matchers) {}

    private final EventKind<E> kind;
    private final SloBook book;
    private final Map<String, Span<E>> spans = new HashMap<>();

    /** Matches by what the book says. */
    public EventMatching(EventKind<E> kind, SloBook book) {
        this.kind = kind;
        this.book = book;
    }

    /** The objectives of the event's tenant that count events of its minute. */
    public List<SliMatcher<E>> matchers(String tenant, long minute) {
        Span<E> span = spans.get(tenant);
        if (span == null || minute < span.from() || minute >= span.until()) {
            span = new Span<>(
                    book.lastChange(tenant, minute), book.nextChange(tenant, minute), matchersAt(tenant, minute));
            spans.put(tenant, span);
        }
        return span.matchers();
    }

    /** Forgets what was prepared for a tenant, whose definitions changed. */
    public void changed(String tenant) {
        spans.remove(tenant);
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
