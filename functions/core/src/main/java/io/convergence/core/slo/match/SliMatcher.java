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
 * One objective's view of the events of a kind.
 *
 * @param <E> the events
 */
public final class SliMatcher<E> {
    /** Groups the events that lack the attribute they are grouped by. */
    private static final String NONE = "(none)";

    private final EventKind<E> kind;
    private final SloDefinition definition;
    private final Sli sli;
    private final boolean fallback;
    private final List<Predicate<E>> selectors = new ArrayList<>();

    /** A matcher for an objective whose source the kind feeds. */
    public SliMatcher(EventKind<E> kind, SloDefinition definition) {
        this.kind = kind;
        this.definition = definition;
        this.sli = definition.sli();
        this.fallback = kind.isFallback(sli.source());
        for (Selector selector : sli.where()) {
            selectors.add(predicate(selector));
        }
    }

    /** The objective. */
    public SloDefinition definition() {
        return definition;
    }

    /** The group an event counts for, or null when it does not count. */
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
        return sli.groupBy().isEmpty() ? "" : grouped(event);
    }

    /** Counts an event that has a group. */
    public void count(E event, MinuteCounts counts) {
        EventCounts into = fallback ? counts.fallback() : counts.events();
        if (isGood(event)) {
            into.addGood();
        } else {
            into.addBad(named(event, "page"), named(event, "host"), named(event, "browser"));
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

    private @Nullable String grouped(E event) {
        StringBuilder group = new StringBuilder();
        for (String key : sli.groupBy()) {
            String value = kind.attribute(event, key);
            if (value == null) {
                if (fallback && kind.belongsToAll(key)) {
                    return null;
                }
                value = NONE;
            }
            group.append(group.length() == 0 ? "" : "|").append(key).append('=');
            // A bar separates keys, and a page may hold one.
            group.append(value.indexOf('|') < 0 ? value : value.replace("|", "%7C"));
        }
        return group.toString();
    }

    private String named(E event, String key) {
        String value = isKnown(key) ? kind.attribute(event, key) : null;
        return value == null ? BadBy.OTHER : value;
    }

    private boolean isKnown(String key) {
        SliSource asked =
                fallback ? SliSource.SYNTHETIC : sli.source() == SliSource.JOINT ? SliSource.RUM : sli.source();
        return asked.keys().contains(key);
    }

    private Predicate<E> predicate(Selector selector) {
        String key = selector.key();
        boolean all = fallback && kind.belongsToAll(key);
        Predicate<String> admits = values(selector);
        return event -> {
            String value = kind.attribute(event, key);
            return value == null ? all : admits.test(value);
        };
    }

    private static Predicate<String> values(Selector selector) {
        if (!selector.glob()) {
            return Set.copyOf(selector.values())::contains;
        }
        List<Glob> globs = selector.values().stream().map(Glob::new).toList();
        return value -> globs.stream().anyMatch(glob -> glob.matches(value));
    }
}
