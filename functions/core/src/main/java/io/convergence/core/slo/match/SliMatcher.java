package io.convergence.core.slo.match;

import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.definition.Condition;
import io.convergence.core.slo.definition.Selector;
import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.slo.definition.SloDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Selection, grouping and judgement of events of one kind by one objective's SLI.
 *
 * @param <E> type of the events
 */
public final class SliMatcher<E> {
    /** Group value of events that lack an attribute they are grouped by. */
    private static final String NONE = "(none)";

    private final EventKind<E> kind;
    private final SloDefinition definition;
    private final Sli sli;
    private final boolean fallback;
    private final List<Predicate<E>> selectors = new ArrayList<>();

    /** Matcher of an objective; the kind must feed its source. */
    public SliMatcher(EventKind<E> kind, SloDefinition definition) {
        this.kind = kind;
        this.definition = definition;
        this.sli = definition.sli();
        this.fallback = kind.isFallback(sli.source());
        for (Selector selector : sli.where()) {
            selectors.add(selectorPredicate(selector));
        }
    }

    /** The objective. */
    public SloDefinition definition() {
        return definition;
    }

    /**
     * The values that a key must have for an event to count, or null when the SLI does not restrict the key to exact values.
     */
    @Nullable
    List<String> exactValues(String key) {
        if (fallback && kind.matchesAllIfAbsent(key)) {
            return null;
        }
        for (Selector selector : sli.where()) {
            if (selector.key().equals(key) && !selector.glob()) {
                return selector.values();
            }
        }
        return null;
    }

    /** The group that an event counts for, empty without {@code groupBy}, or null when the event does not count. */
    public @Nullable String group(E event) {
        for (Predicate<E> selector : selectors) {
            if (!selector.test(event)) {
                return null;
            }
        }
        Condition good = sli.good();
        if (good.kind() == Condition.Kind.MEASUREMENT && Double.isNaN(measured(event, good))) {
            return null;
        }
        return sli.groupBy().isEmpty() ? "" : groupOf(event);
    }

    /** Adds an event for which {@link #group} is not null to counts. */
    public void count(E event, MinuteCounts counts) {
        EventCounts into = fallback ? counts.fallback() : counts.events();
        if (isGood(event)) {
            into.addGood();
        } else {
            into.addBad(
                    attributeOrOther(event, "page"),
                    attributeOrOther(event, "host"),
                    attributeOrOther(event, "browser"));
        }
    }

    private boolean isGood(E event) {
        Condition good = sli.good();
        return switch (good.kind()) {
            case OK -> kind.isOk(event);
            case MEASUREMENT -> {
                Comparison comparison = good.comparison();
                yield comparison != null && comparison.holds(measured(event, good), good.threshold());
            }
            case VERDICT -> !good.verdicts().contains(kind.verdict(event));
        };
    }

    private double measured(E event, Condition good) {
        String measurement = good.measurement();
        return measurement == null ? Double.NaN : kind.measurement(event, measurement);
    }

    private @Nullable String groupOf(E event) {
        StringBuilder group = new StringBuilder();
        for (String key : sli.groupBy()) {
            String value = kind.attribute(event, key);
            if (value == null) {
                if (fallback && kind.matchesAllIfAbsent(key)) {
                    return null;
                }
                value = NONE;
            }
            group.append(group.length() == 0 ? "" : "|").append(key).append('=');
            // A bar separates the keys of a group, and a page may contain one.
            group.append(value.indexOf('|') < 0 ? value : value.replace("|", "%7C"));
        }
        return group.toString();
    }

    private String attributeOrOther(E event, String key) {
        String value = isKnown(key) ? kind.attribute(event, key) : null;
        return value == null ? BadEventAttribution.OTHER : value;
    }

    private boolean isKnown(String key) {
        SliSource source =
                fallback ? SliSource.SYNTHETIC : sli.source() == SliSource.JOINT ? SliSource.RUM : sli.source();
        return source.keys().contains(key);
    }

    private Predicate<E> selectorPredicate(Selector selector) {
        String key = selector.key();
        boolean matchesAll = fallback && kind.matchesAllIfAbsent(key);
        Predicate<String> matches = valuePredicate(selector);
        return event -> {
            String value = kind.attribute(event, key);
            return value == null ? matchesAll : matches.test(value);
        };
    }

    private static Predicate<String> valuePredicate(Selector selector) {
        if (!selector.glob()) {
            return Set.copyOf(selector.values())::contains;
        }
        List<Glob> globs = selector.values().stream().map(Glob::new).toList();
        return value -> globs.stream().anyMatch(glob -> glob.matches(value));
    }
}
