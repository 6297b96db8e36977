package io.convergence.core.slo.openslo;

import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.core.slo.budget.Comparison;
import io.convergence.core.slo.definition.Condition;
import io.convergence.core.slo.definition.Selector;
import io.convergence.core.slo.definition.Sli;
import io.convergence.core.slo.definition.SliSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Indicators: sources, selectors, groups and conditions. */
class RatioMetricTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rum|{ok: true}",
                "synthetic|{success: true}",
                "joint|{ok: true}",
            })
    void availabilityIsTheConditionOk(String source, String good) {
        Sli sli = OpenSloTexts.sli(OpenSloTexts.good(source, "{}", good));
        assertThat(sli.source().label()).isEqualTo(source);
        assertThat(sli.good()).isEqualTo(Condition.ok());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rum|{lcp_ms: {lte: 2500}}|lcp_ms|LTE|2500",
                "rum|{cls: {lt: 0.1}}|cls|LT|0.1",
                "rum|{inp_ms: {gte: 1}}|inp_ms|GTE|1",
                "rum|{fcp_ms: {gt: 0}}|fcp_ms|GT|0",
                "rum|{ttfb_ms: {lt: 800.0}}|ttfb_ms|LT|800",
                "rum|{load_ms: {lt: 800.5}}|load_ms|LT|800.5",
                "synthetic|{duration_ms: {lt: 500}}|duration_ms|LT|500"
            })
    void aMeasurementIsComparedWithAThreshold(
            String source, String good, String measurement, Comparison comparison, double threshold) {
        assertThat(OpenSloTexts.sli(OpenSloTexts.good(source, "{}", good)).good())
                .isEqualTo(Condition.measurement(measurement, comparison, threshold));
    }

    @Test
    void badVerdictsAreSorted() {
        String good = "{verdict: {notIn: [user_only_synthetic_blind, user_impact_confirmed]}}";
        assertThat(OpenSloTexts.sli(OpenSloTexts.good("convergence", "{host: a.example}", good))
                        .good())
                .isEqualTo(Condition.verdictNotIn(List.of("user_impact_confirmed", "user_only_synthetic_blind")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rum|{ok: false}|{ok: true}",
                "rum|{lcp_ms: {gt: 4000}}|{lcp_ms: {lte: 4000}}",
                "rum|{lcp_ms: {gte: 4000}}|{lcp_ms: {lt: 4000}}",
                "rum|{lcp_ms: {lt: 4000}}|{lcp_ms: {gte: 4000}}",
                "synthetic|{success: false}|{success: true}",
                "synthetic|{duration_ms: {lte: 5}}|{duration_ms: {gt: 5}}",
                "convergence|{verdict: {in: [healthy]}}|{verdict: {notIn: [healthy]}}",
                "joint|{ok: false}, fallback: {success: false}|{ok: true}, fallback: {success: true}"
            })
    void aConditionForBadEventsIsReplacedByItsComplement(String source, String bad, String good) {
        assertThat(OpenSloTexts.definition(OpenSloTexts.bad(source, bad)))
                .isEqualTo(OpenSloTexts.definition(OpenSloTexts.good(source, "{}", good)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rum|{ok: false}|must be true for good events",
                "rum|{ok: 1}|must be true or false, not a number",
                "rum|{success: true}|is no condition of rum",
                "rum|{duration_ms: {lt: 5}}|is no condition of rum",
                "rum|{lcp: {lt: 5}}|is no condition of rum",
                "rum|{ok: true, lcp_ms: {lt: 5}}|must be exactly one of",
                "rum|{}|must be exactly one of",
                "rum|{lcp_ms: {lt: 5, gt: 1}}|must have exactly one operator of lt, lte, gt, gte with a number",
                "rum|{lcp_ms: {eq: 5}}|must have exactly one operator",
                "rum|{lcp_ms: 5}|must be a mapping, not a number",
                "rum|{lcp_ms: {lt: -1}}|must be a number from 0 to 86400000",
                "rum|{lcp_ms: {lt: \"5\"}}|must be a number, not text",
                "rum|{ok: true}, fallback: {success: true}|belongs to the source joint only",
                "rum|{ok: true}, groupBy: [host]|belongs to the spec of total only",
                "rum|{ok: true}, bad: {ok: false}|belongs to a metric source of bad, not of good",
                "rum|{ok: true}, query: x|is unknown here",
                "synthetic|{ok: true}|is no condition of synthetic",
                "convergence|{ok: true}|is no condition of convergence",
                "convergence|{verdict: {in: [healthy]}}|notIn: is missing",
                "convergence|{verdict: {notIn: []}}|must name at least one of healthy",
                "convergence|{verdict: {notIn: [sick]}}|'sick' is no verdict; the verdicts are healthy, user_impact",
                "joint|{success: true}|is no condition of joint",
                "joint|{ok: true}, fallback: {ok: true}|success: is missing",
                "joint|{ok: true}, fallback: {success: false}|must be true for good events"
            })
    void anyOtherConditionIsRefused(String source, String good, String message) {
        assertThat(OpenSloTexts.errors(OpenSloTexts.good(source, "{}", good)))
                .anySatisfy(line -> assertThat(line).contains(message));
    }

    @Test
    void selectorsAreSortedAndNormalisedLikeEvents() {
        Sli sli = OpenSloTexts.sli(OpenSloTexts.good(
                "synthetic",
                "{type: {in: [HTTPS, http, https]}, host: Shop.ACME.example., location: {glob: \"eu-**\"}, check: home}",
                "{success: true}"));
        assertThat(sli.where())
                .containsExactly(
                        new Selector("check", false, List.of("home")),
                        new Selector("host", false, List.of("shop.acme.example")),
                        new Selector("location", true, List.of("eu-*")),
                        new Selector("type", false, List.of("http", "https")));
        assertThat(OpenSloTexts.sli(OpenSloTexts.good(
                                "rum", "{host: {glob: \"*.Acme.Example\"}, page: {glob: \"/A*\"}}", "{ok: true}"))
                        .where())
                .containsExactly(
                        new Selector("host", true, List.of("*.acme.example")),
                        new Selector("page", true, List.of("/A*")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{check: a}|is no key of rum; its keys are app, host, page, browser",
                "{host: \"not a host\"}|must be a DNS name of 1 to 253 bytes or an IP literal",
                "{host: {in: [a.example, \"b c\"]}}|must be a DNS name of 1 to 253 bytes or an IP literal",
                "{app: {in: []}}|must be a list of 1 to 1000 values, not of 0",
                "{app: {in: [\"\"]}}|must not be empty",
                "{app: \" \"}|must not be empty",
                "{app: {glob: \"\"}}|must not be empty",
                "{app: ~}|must be text, {in: [texts]} or {glob: \"pattern\"}, not nothing",
                "{app: [a, b]}|must be text, {in: [texts]} or {glob: \"pattern\"}",
                "{app: {in: [a], glob: b}}|must be text, {in: [texts]} or {glob: \"pattern\"}",
                "{app: {like: a}}|must be text, {in: [texts]} or {glob: \"pattern\"}",
                "{app: {in: a}}|must be a list, not text",
                "{app: 7}|must be text, not a number: put it in quotes",
                "[app]|must be a mapping, not a list"
            })
    void anyOtherSelectorIsRefused(String where, String message) {
        assertThat(OpenSloTexts.errors(OpenSloTexts.good("rum", where, "{ok: true}")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{app: shop v2}|matches no event: must be 1 to 64 characters of A-Z a-z 0-9 . _ -",
                "{page: /orders/1234567}|matches no view: views carry this page as '/orders/:id'",
                "{page: \"/a?b=c\"}|matches no view: views carry this page as '/a'"
            })
    void aValueThatNoEventHasIsAWarning(String where, String message) {
        assertThat(OpenSloTexts.warnings(OpenSloTexts.good("rum", where, "{ok: true}")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains(message));
    }

    @Test
    void aSelectorHasAtMostAThousandValues() {
        String values = IntStream.range(0, 1000).mapToObj(i -> "a" + i).collect(Collectors.joining(", "));
        assertThat(OpenSloTexts.sli(OpenSloTexts.good("rum", "{app: {in: [" + values + "]}}", "{ok: true}"))
                        .where()
                        .get(0)
                        .values())
                .hasSize(1000);
        assertThat(OpenSloTexts.errors(OpenSloTexts.good("rum", "{app: {in: [" + values + ", b]}}", "{ok: true}")))
                .allSatisfy(line -> assertThat(line).contains("not of 1001"));
    }

    @Test
    void groupsAreDistinctKeysOfTheSourceInTheOrderOfTheDefinition() {
        assertThat(OpenSloTexts.sli(grouped("[page, host]")).groupBy()).containsExactly("page", "host");
        assertThat(OpenSloTexts.sli(grouped("[]")).groupBy()).isEmpty();
        assertThat(OpenSloTexts.errors(grouped("[host, host]")).get(0)).contains("host is there twice");
        assertThat(OpenSloTexts.errors(grouped("[check]")).get(0)).contains("'check' is no key of rum");
        assertThat(OpenSloTexts.errors(grouped("host")).get(0)).contains("must be a list, not text");
    }

    @Test
    void bothCountersMustCountTheSameEvents() {
        assertThat(OpenSloTexts.errors(OpenSloTexts.over("{source: rum}", "{source: joint, good: {ok: true}}")))
                .singleElement()
                .asString()
                .contains("good.metricSource.spec.source: must be the same as in total, which has rum");
        assertThat(OpenSloTexts.errors(
                        OpenSloTexts.over("{source: rum, where: {app: a}}", "{source: rum, good: {ok: true}}")))
                .singleElement()
                .asString()
                .contains("good.metricSource.spec.where: must select the same events as in total");
        assertThat(OpenSloTexts.sli(OpenSloTexts.over(
                                "{source: rum, where: {app: {in: [b, a]}, host: A.example}}",
                                "{where: {host: a.example., app: {in: [a, b, a]}}, good: {ok: true}, source: rum}"))
                        .source())
                .isEqualTo(SliSource.RUM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"logs", "Rum", ""})
    void anUnknownSourceIsRefused(String source) {
        assertThat(OpenSloTexts.errors(OpenSloTexts.good("\"" + source + '"', "{}", "{ok: true}")))
                .hasSize(2);
        assertThat(OpenSloTexts.errors(OpenSloTexts.good("logs", "{}", "{ok: true}"))
                        .get(0))
                .contains("unknown source 'logs': must be one of rum, synthetic, convergence, joint");
    }

    @Test
    void onlyCountersAreSupported() {
        assertThat(OpenSloTexts.definition(OpenSloTexts.with("        counter: true\n", "")))
                .isEqualTo(OpenSloTexts.definition(OpenSloTexts.SLO));
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("counter: true", "counter: false")))
                .singleElement()
                .asString()
                .contains("must be true: only counters can be counted, not gauges");
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("counter: true", "counter: true\n        rawType: success")))
                .singleElement()
                .asString()
                .contains("ratioMetric.rawType: is not supported");
    }

    @Test
    void thereIsExactlyOneOfGoodAndBad() {
        String both =
                "        bad: {metricSource: {type: convergence, spec: {source: rum, bad: {ok: false}}}}\n        good:";
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("        good:", both)).get(0))
                .contains("bad: contradicts good");
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("        good:", "        fine:")))
                .anySatisfy(line -> assertThat(line).contains("must be exactly one of good and bad"));
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("        total:", "        all:")))
                .anySatisfy(line -> assertThat(line).contains("total: is missing: a metricSource"));
        assertThat(OpenSloTexts.errors(
                        OpenSloTexts.over("{source: rum, good: {ok: true}}", "{source: rum, good: {ok: true}}")))
                .anySatisfy(line -> assertThat(line).contains("belongs to the spec of good, not of total"));
    }

    @Test
    void anyOtherTypeOfMetricSourceIsAnUnknownSource() {
        assertThat(OpenSloTexts.errors(OpenSloTexts.with(
                        "total: {metricSource: {type: convergence", "total: {metricSource: {type: Prometheus")))
                .singleElement()
                .asString()
                .contains("unknown source 'Prometheus': only metric sources of type convergence can be counted");
        assertThat(OpenSloTexts.errors("""
                        apiVersion: openslo/v1
                        kind: SLI
                        metadata: {name: latency, labels: {tenant: a}}
                        spec: {thresholdMetric: {metricSource: {type: Datadog, spec: {query: x}}}}
                        """))
                .containsExactly(
                        "4 spec.thresholdMetric.metricSource.type: unknown source 'Datadog': only metric sources of type"
                                + " convergence can be counted",
                        "4 spec.thresholdMetric: cannot be computed from events: must be a ratioMetric with a condition");
    }

    @Test
    void theTypeOfAMetricSourceCanComeFromADataSource() {
        String source = """
                ---
                apiVersion: openslo/v1
                kind: DataSource
                metadata: {name: here}
                spec: {type: convergence, connectionDetails: [{any: thing}]}
                """;
        String slo = OpenSloTexts.SLO.replace("type: convergence,", "metricSourceRef: here,");
        assertThat(OpenSloTexts.definition(slo + source)).isEqualTo(OpenSloTexts.definition(OpenSloTexts.SLO));
        assertThat(OpenSloTexts.errors(slo))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains("metricSourceRef: no DataSource 'here' is defined here for this tenant"));
        assertThat(OpenSloTexts.errors(slo + source.replace("type: convergence", "type: Loki")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("metricSourceRef: unknown source 'Loki'"));
        String both = OpenSloTexts.SLO.replace("type: convergence,", "type: convergence, metricSourceRef: here,");
        assertThat(OpenSloTexts.warnings(both)).hasSize(2);
        assertThat(OpenSloTexts.errors(both + source.replace("type: convergence", "type: Loki"))
                        .get(0))
                .contains("contradicts type 'convergence': the DataSource is of type 'Loki'");
        assertThat(OpenSloTexts.errors(OpenSloTexts.SLO.replace("type: convergence, ", ""))
                        .get(0))
                .contains("type: is missing: convergence, or a metricSourceRef to a DataSource of that type");
    }

    @Test
    void anIndicatorCanBeReferredToByName() {
        int from = OpenSloTexts.SLO.indexOf("  indicator:");
        int to = OpenSloTexts.SLO.indexOf("  timeWindow:");
        String named = OpenSloTexts.SLO.substring(0, from) + "  indicatorRef: views\n" + OpenSloTexts.SLO.substring(to);
        String sli = "---\napiVersion: openslo/v1\nkind: SLI\nmetadata: {name: views}\nspec:\n"
                + OpenSloTexts.SLO
                        .substring(OpenSloTexts.SLO.indexOf("      ratioMetric:"), to)
                        .replaceAll("(?m)^    ", "");
        assertThat(OpenSloTexts.definition(named + sli)).isEqualTo(OpenSloTexts.definition(OpenSloTexts.SLO));
        assertThat(OpenSloTexts.errors(named))
                .containsExactly("8 spec.indicatorRef: no SLI 'views' is defined here for this tenant");
        assertThat(OpenSloTexts.errors(named + sli.replace("counter: true", "counter: false")))
                .hasSize(2)
                .first()
                .asString()
                .contains("spec.indicatorRef: SLI 'views' has errors itself, at f.yaml:18 (document 3)");
        assertThat(OpenSloTexts.errors(OpenSloTexts.with("  indicator:", "  indicatorRef: views\n  indicator:") + sli))
                .containsExactly("8 spec.indicatorRef: contradicts indicator: must be exactly one of both");
        assertThat(OpenSloTexts.errors(named.replace("  indicatorRef: views\n", "")))
                .containsExactly("7 spec.indicator: is missing: must be exactly one of indicator and indicatorRef");
    }

    private static String grouped(String keys) {
        return OpenSloTexts.over("{source: rum, groupBy: " + keys + "}", "{source: rum, good: {ok: true}}");
    }
}
