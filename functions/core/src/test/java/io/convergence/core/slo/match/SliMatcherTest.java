package io.convergence.core.slo.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.rum.Beacon;
import io.convergence.core.slo.budget.Comparison;
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
import io.convergence.core.synthetic.SyntheticResult;
import io.convergence.core.verdict.CheckCounts;
import io.convergence.core.verdict.Decision;
import io.convergence.core.verdict.RumData;
import io.convergence.core.verdict.SyntheticData;
import io.convergence.core.verdict.Trust;
import io.convergence.core.verdict.Verdict;
import io.convergence.core.verdict.VerdictKey;
import io.convergence.core.verdict.VerdictRecord;
import io.convergence.core.verdict.ViewCounts;
import io.convergence.core.vitals.Vitals;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliMatcherTest {

    private static SloDefinition definition(Sli sli) {
        return new SloDefinition(
                "acme",
                "a",
                "shop",
                "a",
                1,
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

    private static SliMatcher<Beacon> views(Condition good, List<String> groupBy, Selector... where) {
        return new SliMatcher<>(EventKind.VIEWS, definition(new Sli(SliSource.RUM, List.of(where), good, groupBy)));
    }

    private static SliMatcher<SyntheticResult> results(SliSource source, List<String> groupBy, Selector... where) {
        return new SliMatcher<>(
                EventKind.RESULTS, definition(new Sli(source, List.of(where), Condition.ok(), groupBy)));
    }

    private static Selector is(String key, String... values) {
        return new Selector(key, false, List.of(values));
    }

    private static Selector like(String key, String... patterns) {
        return new Selector(key, true, List.of(patterns));
    }

    private static Beacon view(String page, @Nullable Double lcp, int errors) {
        return new Beacon(
                "b",
                "acme",
                "shop",
                "web.acme.example",
                page,
                "chrome",
                0,
                new Vitals(lcp, null, null, null, null, null),
                errors,
                0,
                "");
    }

    private static SyntheticResult result(
            @Nullable String app, String type, boolean success, @Nullable String location) {
        return new SyntheticResult(
                "s", "acme", app, "web.acme.example", "home", type, success, 0, 0, 100, null, location, null);
    }

    private static <E> String counted(SliMatcher<E> matcher, E event) {
        if (matcher.budget(event) == null) {
            return "none";
        }
        MinuteCounts counts = MinuteCounts.empty();
        matcher.count(event, counts);
        EventCounts fallback = counts.fallback();
        return fallback.total() > 0
                ? fallback.good() > 0 ? "fallback good" : "fallback bad"
                : counts.events().good() > 0 ? "good" : "bad";
    }

    @Test
    void aViewIsGoodWithoutErrorsAndFailedRequests() {
        SliMatcher<Beacon> matcher = views(Condition.ok(), List.of());

        assertThat(counted(matcher, view("/", null, 0))).isEqualTo("good");
        assertThat(counted(matcher, view("/", null, 1))).isEqualTo("bad");
    }

    @Test
    void onlyViewsThatCarryTheVitalCountAndTheThresholdIsExact() {
        SliMatcher<Beacon> matcher = views(Condition.measurement("lcp_ms", Comparison.LTE, 2500), List.of());

        assertThat(counted(matcher, view("/", null, 0))).isEqualTo("none");
        assertThat(counted(matcher, view("/", 2500.0, 5))).isEqualTo("good");
        assertThat(counted(matcher, view("/", Math.nextUp(2500.0), 0))).isEqualTo("bad");
        assertThat(counted(
                        views(Condition.measurement("lcp_ms", Comparison.LT, 2500), List.of()), view("/", 2500.0, 0)))
                .isEqualTo("bad");
    }

    @Test
    void everySelectorMustMatch() {
        SliMatcher<Beacon> matcher =
                views(Condition.ok(), List.of(), like("host", "*.acme.example"), is("page", "/cart", "/checkout"));

        assertThat(counted(matcher, view("/cart", null, 0))).isEqualTo("good");
        assertThat(counted(matcher, view("/", null, 0))).isEqualTo("none");
    }

    @Test
    void groupsListTheirKeysInOrder() {
        assertThat(views(Condition.ok(), List.of("host", "browser")).budget(view("/", null, 0)))
                .extracting(GroupKey::group)
                .isEqualTo("host=web.acme.example|browser=chrome");
        assertThat(views(Condition.ok(), List.of("page")).budget(view("/a|b", null, 0)))
                .extracting(GroupKey::group)
                .isEqualTo("page=/a%7Cb");
        assertThat(results(SliSource.SYNTHETIC, List.of("location")).budget(result(null, "http", true, null)))
                .extracting(GroupKey::group)
                .isEqualTo("location=(none)");
    }

    @Test
    void anEventCountsForTheSameBudgetHoweverManyOthersThereAre() {
        SliMatcher<Beacon> matcher = views(Condition.ok(), List.of("page"));
        GroupKey first = matcher.budget(view("/0", null, 0));
        for (int page = 0; page < 3_000; page++) {
            assertThat(matcher.budget(view("/" + page, null, 0)))
                    .isEqualTo(new GroupKey("acme", matcher.definition().name(), "page=/" + page));
        }

        assertThat(matcher.budget(view("/0", null, 0))).isEqualTo(first);
    }

    @Test
    void resultsAreSelectedByTypeAndDoNotMatchAttributesTheyLack() {
        SliMatcher<SyntheticResult> web = results(SliSource.SYNTHETIC, List.of(), is("type", "http", "https"));

        assertThat(counted(web, result(null, "http", false, null))).isEqualTo("bad");
        assertThat(counted(web, result(null, "dns", true, null))).isEqualTo("none");
        assertThat(counted(
                        results(SliSource.SYNTHETIC, List.of(), is("app", "shop")), result(null, "http", true, null)))
                .isEqualTo("none");
    }

    @Test
    void aFallbackResultWithoutAnAppMatchesEveryApp() {
        SliMatcher<SyntheticResult> ofShop = results(SliSource.JOINT, List.of(), is("app", "shop"));

        assertThat(counted(ofShop, result(null, "http", true, null))).isEqualTo("fallback good");
        assertThat(counted(ofShop, result("other", "http", true, null))).isEqualTo("none");
        assertThat(counted(results(SliSource.JOINT, List.of("app")), result(null, "http", true, null)))
                .isEqualTo("none");
        assertThat(results(SliSource.JOINT, List.of("app")).budget(result("shop", "http", true, null)))
                .extracting(GroupKey::group)
                .isEqualTo("app=shop");
    }

    @Test
    void theEventTimeOfAVerdictIsAMillisecondBeforeItsBoundaryAndListedVerdictsAreBad() {
        SliMatcher<VerdictRecord> matcher = new SliMatcher<>(
                EventKind.VERDICTS,
                definition(new Sli(
                        SliSource.CONVERGENCE,
                        List.of(),
                        Condition.verdictNotIn(List.of("user_impact_confirmed")),
                        List.of())));

        assertThat(counted(matcher, verdict(Verdict.HEALTHY))).isEqualTo("good");
        assertThat(counted(matcher, verdict(Verdict.USER_IMPACT_CONFIRMED))).isEqualTo("bad");
        assertThat(EventKind.VERDICTS.time(verdict(Verdict.HEALTHY))).isEqualTo(959_999);
    }

    @Test
    void badEventsAreAttributedAndMissingValuesAreOther() {
        MinuteCounts counts = MinuteCounts.empty();
        views(Condition.ok(), List.of()).count(view("/cart", null, 1), counts);
        results(SliSource.SYNTHETIC, List.of()).count(result(null, "http", false, null), counts);

        assertThat(counts.events().attribution().pages().asMap()).containsOnlyKeys("/cart", BadEventAttribution.OTHER);
        assertThat(counts.events().attribution().hosts().asMap()).containsEntry("web.acme.example", 2L);
    }

    @ParameterizedTest
    @CsvSource({
        "*.acme.example, web.acme.example, true",
        "*.acme.example, acme.example, false",
        "*, '', true",
        "a*, a, true",
        "a*a, a, false",
        "a*a, aa, true",
        "/p*/x*, /p1/2/x, true",
        "/p*/x*, /p1/2/y, false",
        "a.c, abc, false",
        "[ab], a, false",
        "**a, ba, true",
    })
    void aStarMatchesAnyRunOfCharactersAndNothingElseIsSpecial(String pattern, String text, boolean matches) {
        assertThat(new Glob(pattern).matches(text)).isEqualTo(matches);
    }

    private static VerdictRecord verdict(Verdict verdict) {
        return new VerdictRecord(
                new VerdictKey("acme", "shop", "web.acme.example"),
                60_000,
                960_000,
                new Decision(
                        verdict, false, false, false, false, RumData.SUFFICIENT, SyntheticData.ABSENT, Trust.RUM_ONLY),
                null,
                false,
                new ViewCounts(30, 0, 0, 0),
                Vitals.NONE,
                new CheckCounts(0, 0, 0, 0, 900_000),
                null,
                null);
    }
}
