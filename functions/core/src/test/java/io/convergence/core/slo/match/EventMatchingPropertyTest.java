package io.convergence.core.slo.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.rum.Beacon;
import io.convergence.core.slo.book.SloBook;
import io.convergence.core.slo.book.SloStart;
import io.convergence.core.slo.budget.Period;
import io.convergence.core.slo.definition.AlertMinimums;
import io.convergence.core.slo.definition.BudgetingMethod;
import io.convergence.core.slo.definition.Condition;
import io.convergence.core.slo.definition.GroupKey;
import io.convergence.core.slo.definition.NoDataPolicy;
import io.convergence.core.slo.definition.Selector;
import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.definition.SliSource;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.definition.SloMetadata;
import io.convergence.core.slo.definition.SloUpdate;
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.vitals.Vitals;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** The indexed objectives compared with all of them, tried one after the other, while definitions are edited. */
class EventMatchingPropertyTest {
    private static final long MINUTE = 60_000;
    private static final int MINUTES = 40;
    private static final List<String> APPS = List.of("shop", "docs", "pay");
    private static final List<String> HOSTS = List.of("a.example", "b.example", "c.example");

    private Random random = new Random();

    @Property(tries = 200)
    void viewsCountForTheObjectivesThatSelectThem(@ForAll long seed) {
        List<SliSource> sources = List.of(SliSource.RUM, SliSource.JOINT);
        compare(seed, EventKind.VIEWS, sources, List.of("app", "host", "page"), this::view);
    }

    @Property(tries = 200)
    void resultsCountForTheObjectivesThatSelectThemAlsoWithoutAnApp(@ForAll long seed) {
        List<SliSource> sources = List.of(SliSource.SYNTHETIC, SliSource.JOINT);
        compare(seed, EventKind.RESULTS, sources, List.of("app", "host"), this::result);
    }

    /** Makes an event of a minute. */
    private interface Events<E> {
        E at(long minute);
    }

    private <E> void compare(
            long seed, EventKind<E> kind, List<SliSource> sources, List<String> keys, Events<E> events) {
        random = new Random(seed);
        SloBook book = SloBook.open(new SloStart(List.of(), List.of(), 0, 0), null);
        EventMatching<E> matching = new EventMatching<>(kind, book);
        for (int step = 0; step < 60; step++) {
            if (random.nextInt(3) == 0) {
                SloUpdate update = update(step, sources, keys);
                if (book.apply(update)) {
                    matching.changed(update.tenant());
                }
            }
            long minute = random.nextInt(MINUTES) * MINUTE;
            E event = events.at(minute);
            List<String> matched = new ArrayList<>();
            matching.match(event, minute, (matcher, budget) -> matched.add(name(matcher, budget)));
            assertThat(matched).containsExactlyInAnyOrderElementsOf(oneByOne(kind, book, event, minute));
        }
    }

    private static <E> List<String> oneByOne(EventKind<E> kind, SloBook book, E event, long minute) {
        List<String> matched = new ArrayList<>();
        for (SloDefinition definition : book.countedAt(kind.tenant(event), minute)) {
            if (kind.feeds(definition.sli().source())) {
                SliMatcher<E> matcher = new SliMatcher<>(kind, definition);
                GroupKey budget = matcher.budget(event);
                if (budget != null) {
                    matched.add(name(matcher, budget));
                }
            }
        }
        return matched;
    }

    private static String name(SliMatcher<?> matcher, GroupKey budget) {
        return budget.tenant() + ' ' + budget.slo() + '#' + matcher.definition().generation() + ' ' + budget.group();
    }

    private SloUpdate update(int step, List<SliSource> sources, List<String> keys) {
        String name = "slo-" + random.nextInt(6);
        long from = random.nextInt(MINUTES) * MINUTE;
        if (random.nextInt(8) == 0) {
            return new SloUpdate("acme", name, from, step, null);
        }
        List<Selector> where = new ArrayList<>();
        for (String key : keys) {
            if (random.nextBoolean()) {
                where.add(selector(key));
            }
        }
        Sli sli = new Sli(
                sources.get(random.nextInt(sources.size())),
                where,
                Condition.ok(),
                random.nextBoolean() ? List.of() : List.of("host"));
        return new SloUpdate("acme", name, from, step, definition(name, sli));
    }

    private Selector selector(String key) {
        List<String> values = switch (key) {
            case "app" -> APPS;
            case "host" -> HOSTS;
            default -> List.of("/", "/cart");
        };
        int first = random.nextInt(values.size());
        List<String> chosen = values.subList(first, first + 1 + random.nextInt(values.size() - first));
        return random.nextInt(4) == 0
                ? new Selector(key, true, List.of(chosen.get(0).charAt(0) + "*"))
                : new Selector(key, false, chosen);
    }

    private SloDefinition definition(String name, Sli sli) {
        return new SloDefinition(
                "acme",
                name,
                "shop",
                name,
                1 + random.nextInt(3),
                sli,
                990_000,
                new Period(30, "d", true, null, null),
                BudgetingMethod.OCCURRENCES,
                0,
                0,
                NoDataPolicy.IGNORE,
                List.of(),
                List.of(),
                AlertMinimums.NONE,
                SloMetadata.NONE,
                null,
                null);
    }

    private Beacon view(long minute) {
        return new Beacon(
                "b",
                "acme",
                any(APPS),
                any(HOSTS),
                random.nextBoolean() ? "/" : "/cart",
                "chrome",
                minute,
                new Vitals(null, null, null, null, null, null),
                0,
                0,
                "");
    }

    private SyntheticResult result(long minute) {
        @Nullable String app = random.nextInt(3) == 0 ? null : any(APPS);
        return new SyntheticResult(
                "s", "acme", app, any(HOSTS), "home", "http", true, minute, minute, 100, null, null, null);
    }

    private String any(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
