package io.convergence.core.slo.match;

import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.definition.Condition;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.Selector;
import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.slo.definition.SloDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Selection, grouping and judgement of events of one kind by one objective's SLI. Not thread-safe.
 *
 * @param <E> type of the events
 */
public final class SliMatcher<E> {
    /** Group value of events that lack an attribute they are grouped by. */
    private static final String NONE = "(none)";

    /** Most budgets whose keys are remembered. */
    private static final int MAX_BUDGETS = 1024;

    private final EventKind<E> kind;
    private final SloDefinition definition;
    private final Sli sli;
    private final boolean fallback;
    private final List<Predicate<E>> selectors = new ArrayList<>();

    /** Keys of budgets by the value of the attribute that events are grouped by, or by their group if there are several. */
    private final Map<String, GroupKey> budgets = new HashMap<>();

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

    /** The budget that an event counts for, without a group if there is no {@code groupBy}; null when it does not count. */
    public @Nullable GroupKey budget(E event) {
        for (Predicate<E> selector : selectors) {
            if (!selector.test(event)) {
                return null;
            }
        }
        Condition good = sli.good();
        if (good.kind() == Condition.Kind.MEASUREMENT && Double.isNaN(measured(event, good))) {
            return null;
        }
        String text = hasOneKey() ? groupValue(event, sli.groupBy().get(0)) : groupOf(event);
        if (text == null) {
            return null;
        }
        GroupKey known = budgets.get(text);
        return known == null ? remember(text) : known;
    }

    private boolean hasOneKey() {
        return sli.groupBy().size() == 1;
    }

    /** Adds an event for which {@link #budget} is not null to counts. */
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

    /**
     * The budget of a group. Its key is remembered because many events have the same one, and the hash codes of its texts are
     * computed once.
     *
     * @param text the group, or the value of its only key
     */
    private GroupKey remember(String text) {
        if (budgets.size() == MAX_BUDGETS) {
            budgets.clear();
        }
        String group = hasOneKey() ? pair(sli.groupBy().get(0), text) : text;
        GroupKey budget = new GroupKey(definition.tenant(), definition.name(), group);
        budgets.put(text, budget);
        return budget;
    }

    /** The group of an event, empty without {@code groupBy}; null when an event that lacks a key of it does not count. */
    private @Nullable String groupOf(E event) {
        StringJoiner group = new StringJoiner("|");
        for (String key : sli.groupBy()) {
            String value = groupValue(event, key);
            if (value == null) {
                return null;
            }
            group.add(pair(key, value));
        }
        return group.toString();
    }

    /** A key of a group with its value. A bar separates the keys of a group, and a page may contain one. */
    private static String pair(String key, String value) {
        return key + '=' + (value.indexOf('|') < 0 ? value : value.replace("|", "%7C"));
    }

    /** The value of a key of a group, or null when an event that lacks it does not count. */
    private @Nullable String groupValue(E event, String key) {
        String value = kind.attribute(event, key);
        return value != null ? value : fallback && kind.matchesAllIfAbsent(key) ? null : NONE;
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
