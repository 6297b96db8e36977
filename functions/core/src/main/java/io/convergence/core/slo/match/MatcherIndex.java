package io.convergence.core.slo.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Matchers of one tenant, indexed by a value that their objectives name, such as a host. Most objectives name one, so an
 * event meets few matchers that do not count it. Objectives that select by patterns only, or everything, meet every event.
 *
 * @param <E> type of the events
 */
final class MatcherIndex<E> {
    /** Keys by which matchers are indexed; of several the first is used, because it has the most values. */
    private static final List<String> KEYS = List.of("host", "check", "page", "app");

    private final EventKind<E> kind;
    private final List<ByValue<E>> indexes = new ArrayList<>();
    private final List<SliMatcher<E>> others = new ArrayList<>();

    /** Matchers by the values of a key. */
    private record ByValue<E>(String key, Map<String, List<SliMatcher<E>>> matchers) {}

    MatcherIndex(EventKind<E> kind, List<SliMatcher<E>> matchers) {
        this.kind = kind;
        Map<String, ByValue<E>> byKey = new HashMap<>();
        for (SliMatcher<E> matcher : matchers) {
            String key = KEYS.stream()
                    .filter(each -> matcher.exactValues(each) != null)
                    .findFirst()
                    .orElse(null);
            if (key == null) {
                others.add(matcher);
            } else {
                add(byKey.computeIfAbsent(key, each -> new ByValue<>(each, new HashMap<>())), matcher);
            }
        }
        indexes.addAll(byKey.values());
    }

    /** Passes on each matcher that may count an event once. */
    void forEach(E event, Consumer<SliMatcher<E>> consumer) {
        others.forEach(consumer);
        for (ByValue<E> index : indexes) {
            String value = kind.attribute(event, index.key());
            List<SliMatcher<E>> matchers =
                    value == null ? null : index.matchers().get(value);
            if (matchers != null) {
                matchers.forEach(consumer);
            }
        }
    }

    private static <E> void add(ByValue<E> index, SliMatcher<E> matcher) {
        List<String> values = matcher.exactValues(index.key());
        if (values != null) {
            values.stream()
                    .distinct()
                    .forEach(value -> index.matchers()
                            .computeIfAbsent(value, each -> new ArrayList<>())
                            .add(matcher));
        }
    }
}
