package io.convergence.query;

import static io.convergence.query.SeededQuery.ACME;
import static io.convergence.query.SeededQuery.BOTH;
import static io.convergence.query.SeededQuery.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What each route reads, over a real database. */
class ReadsIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final SeededQuery QUERY = SeededQuery.start();

    @AfterAll
    static void close() {
        QUERY.close();
    }

    @Test
    void theCallerSeesItselfAndTheProgress() throws IOException {
        JsonNode me = json(ACME, "/api/v1/me");
        assertThat(me.path("name").asText()).isEqualTo("acme-reader");
        assertThat(me.path("tenant").asText()).isEqualTo("acme");
        assertThat(me.path("progress").asText()).isEqualTo(newest());
        assertThat(me.path("thresholds").path("error_rate").asDouble()).isEqualTo(0.1);
        assertThat(json(BOTH, "/api/v1/me").path("tenant").isNull()).isTrue();
    }

    @Test
    void verdictsHaveTheirStartTheirSignalsAndTheLastHour() throws IOException {
        JsonNode items = json(ACME, "/api/v1/verdicts?include=hour").path("items");
        assertThat(items.findValuesAsText("host"))
                .containsExactlyInAnyOrder(
                        "www.shop.example",
                        "m.shop.example",
                        "api.shop.example",
                        "docs.shop.example",
                        "xss.shop.example");
        JsonNode www = json(ACME, "/api/v1/verdicts?app=shop&host=www.shop.example&include=hour")
                .path("items")
                .path(0);
        assertThat(www.path("views").asLong()).isEqualTo(1204);
        assertThat(www.path("silent").asBoolean()).isFalse();
        assertThat(www.path("since").asText()).endsWith(":00.000Z");
        assertThat(www.path("firing").path(0).asText()).isEqualTo("rum.user_impact_correlated");
        assertThat(www.path("hour").asText()).isEqualTo("h".repeat(40) + "c".repeat(20));
        assertThat(json(ACME, "/api/v1/verdicts?verdict=healthy,synthetic_only_no_user_impact")
                        .path("items"))
                .hasSize(3);
        assertThat(json(ACME, "/api/v1/verdicts?silent=only").path("items")).isEmpty();
        JsonNode one = json(ACME, "/api/v1/verdicts/shop/www.shop.example");
        assertThat(one.path("thresholds").path("p75_lcp_ms").asLong()).isEqualTo(4000);
        assertThat(QUERY.get(ACME, "/api/v1/verdicts/shop/none.example").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aListIsReadPageByPageWithoutGapsAndRepeats() throws IOException {
        for (String list : List.of(
                "/api/v1/verdicts?limit=2",
                "/api/v1/transitions?limit=2",
                "/api/v1/slos/customers-can-pay/snapshots?limit=100")) {
            List<String> paged = new ArrayList<>();
            String path = list;
            while (path != null) {
                JsonNode page = json(ACME, path);
                page.path("items").forEach(item -> paged.add(item.toString()));
                path = page.path("next").isNull()
                        ? null
                        : list + "&cursor=" + page.path("next").asText();
            }
            List<String> whole = new ArrayList<>();
            json(ACME, list.replaceAll("limit=\\d+", "limit=1000"))
                    .path("items")
                    .forEach(item -> whole.add(item.toString()));
            assertThat(paged).isEqualTo(whole).doesNotHaveDuplicates().hasSizeGreaterThan(2);
        }
    }

    @Test
    void incidentsHaveTheirPeakChangesAndSignals() throws IOException {
        JsonNode incident =
                json(ACME, "/api/v1/incidents?state=open").path("items").path(0);
        assertThat(incident.path("views").asLong()).isEqualTo(4321);
        assertThat(incident.path("ended_at").isNull()).isTrue();
        assertThat(incident.path("duration_seconds").asLong()).isEqualTo(1200);
        assertThat(incident.path("peak").path("error_rate").asDouble()).isEqualTo(302.0 / 1204);
        assertThat(incident.path("kinds").path(0).asText()).isEqualTo("rum.user_impact_correlated");
        assertThat(incident.path("changes")).hasSize(1);
        assertThat(incident.path("signals")).hasSize(1);
        assertThat(json(ACME, "/api/v1/incidents?state=closed").path("items")).isEmpty();
    }

    @Test
    void aSeriesHasAValueForEachBucketAndTheThresholdsThatHeld() throws IOException {
        JsonNode series = json(ACME, "/api/v1/series?app=shop&host=www.shop.example&step=5m");
        int length = series.path("time").size();
        assertThat(length).isBetween(72, 73);
        assertThat(series.path("step_seconds").asLong()).isEqualTo(300);
        for (String column :
                List.of("verdict", "views", "error_rate", "p75_lcp_ms", "p75_cls", "synthetic_failure_ratio")) {
            assertThat(series.path(column)).as(column).hasSize(length);
        }
        assertThat(series.path("verdict").path(length - 2).asText()).isEqualTo("user_impact_confirmed");
        assertThat(series.path("verdict").path(5).asText()).isEqualTo("healthy");
        assertThat(series.path("thresholds").path(0).path("failure_ratio").asDouble())
                .isEqualTo(0.5);
        assertThat(json(
                                ACME,
                                "/api/v1/series?app=shop&host=www.shop.example&from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z")
                        .path("time")
                        .size())
                .isLessThanOrEqualTo(1440);
    }

    @Test
    void pagesAndVitalsAreMergedFromHistograms() throws IOException {
        JsonNode pages =
                json(ACME, "/api/v1/pages?app=shop&host=www.shop.example").path("items");
        assertThat(pages.findValuesAsText("page")).containsExactly("/checkout", "/checkout/payment");
        // 75 of the 100 values 1000, 1010, ... 1990 lie below 1750.
        assertThat(pages.path(0).path("p75_lcp_ms").asDouble()).isBetween(1732.0, 1768.0);
        JsonNode vitals = json(ACME, "/api/v1/vitals?app=shop&host=www.shop.example&step=10m&quantile=0.5");
        List<Double> lcp = new ArrayList<>();
        vitals.path("lcp_ms").forEach(value -> {
            if (!value.isNull()) {
                lcp.add(value.asDouble());
            }
        });
        assertThat(lcp).isNotEmpty().allMatch(value -> value > 1484 && value < 1516);
        assertThat(vitals.path("inp_ms").path(0).isNull()).isTrue();
    }

    @Test
    void rumAnswersInTheShapeOfProbectl() throws IOException {
        JsonNode rum = json(ACME, "/v1/rum?pages=1");
        assertThat(rum.path("rum_running").asBoolean()).isTrue();
        assertThat(rum.path("apps")).hasSize(5);
        JsonNode www = json(ACME, "/v1/rum?pages=1&app=shop&host=www.shop.example")
                .path("apps")
                .path(0);
        assertThat(www.path("error_rate").asDouble()).isEqualTo(0.251);
        assertThat(www.has("p75_ttfb_ms")).isFalse();
        assertThat(www.path("synthetic_observed").asBoolean()).isTrue();
        assertThat(www.path("pages")).hasSize(1);
        assertThat(rum.path("privacy").path("ip_stored").asBoolean(true)).isFalse();
        assertThat(rum.path("coverage_notes").toString()).contains("1 of 5 have no checks");
    }

    @Test
    void objectivesHaveTheirBudgetTheirWindowsAndTheStatesOfTheirTiers() throws IOException {
        JsonNode item = json(ACME, "/api/v1/slos").path("items").path(0);
        assertThat(item.path("indicator").asText()).isEqualTo("views without an error of app shop");
        assertThat(item.path("generation").asText()).isEqualTo("9007199254740993");
        assertThat(item.path("bad_left").asLong()).isEqualTo(3000 - 1769);
        assertThat(item.path("firing").path(0).asText()).isEqualTo("page-1h");
        assertThat(item.path("state").asText()).isEqualTo("active");
        JsonNode one = json(ACME, "/api/v1/slos/customers-can-pay");
        assertThat(one.path("tiers").has("page-1h")).isTrue();
        assertThat(one.path("managed_by").asText()).isEqualTo("file");
        assertThat(one.at("/document/spec/objectives/0/target").asDouble()).isEqualTo(0.985);
        assertThat(one.path("reasons")).isEmpty();
        assertThat(json(ACME, "/api/v1/slos?managed_by=file").path("items")).hasSize(1);
        assertThat(json(ACME, "/api/v1/slos?managed_by=api").path("items")).isEmpty();
        HttpResponse<String> document = QUERY.send(QUERY.request("/api/v1/slos/customers-can-pay")
                .header("Authorization", "Bearer " + ACME)
                .header("Accept", "application/yaml"));
        assertThat(document.body())
                .startsWith("apiVersion: openslo/v1\nkind: SLO\n")
                .contains("- target: 0.985\n");
        String tag = document.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).matches("\"2\\.[\\w-]{8}\"");
        assertThat(one.path("document_tag").asText()).isEqualTo(tag);
        JsonNode burn = json(ACME, "/api/v1/slos/customers-can-pay/burn-rate");
        assertThat(burn.path("windows").findValuesAsText("window")).containsExactly("5m", "1h", "6h", "3d");
        assertThat(burn.path("tiers").findValuesAsText("state")).containsExactly("rising", "no_data");
        assertThat(burn.path("tiers").path(0).path("bad_ratio").asDouble()).isEqualTo(0.216);
        assertThat(burn.path("tiers").path(0).path("firing_since").isTextual()).isTrue();
        assertThat(json(ACME, "/api/v1/slos/customers-can-pay/groups").path("items"))
                .hasSize(1);
        assertThat(QUERY.get(ACME, "/api/v1/slos/none/burn-rate").statusCode()).isEqualTo(404);
    }

    @Test
    void aSeriesOfAnObjectiveHasTheWorstBurnOfEachBucketAndTheStateAtItsEnd() throws IOException {
        JsonNode series = json(ACME, "/api/v1/slos/customers-can-pay/series?step=10m");
        int length = series.path("time").size();
        assertThat(length).isBetween(36, 37);
        assertThat(series.path("generation").asText()).isEqualTo("9007199254740993");
        for (String column : List.of("remaining", "remaining_least", "good", "bad", "total", "status")) {
            assertThat(series.path(column)).as(column).hasSize(length);
        }
        assertThat(series.path("remaining").path(5).asDouble()).isEqualTo(0.412);
        assertThat(series.path("status").path(5).asText()).isEqualTo("burning");
        assertThat(series.path("burn").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("1h", "5m");
        assertThat(series.path("burn").path("5m").path(5).asDouble()).isEqualTo(16.5);
        assertThat(series.path("target")).hasSize(1);
        assertThat(series.path("firing").path(0).path("tier").asText()).isEqualTo("page-1h");
        assertThat(series.path("firing").path(0).path("to").isNull()).isTrue();
        JsonNode other = json(ACME, "/api/v1/slos/customers-can-pay/series?windows=6h&group=page%3D/none");
        assertThat(other.path("burn").path("6h").path(5).isNull()).isTrue();
        assertThat(other.path("firing")).isEmpty();
        assertThat(QUERY.get(ACME, "/api/v1/slos/none/series").statusCode()).isEqualTo(404);
        assertThat(QUERY.get(ACME, "/api/v1/slos/customers-can-pay/series?windows=1h,5m,6h")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aSnapshotBelongsToTheBucketOfTheMinuteBeforeItsBoundary() throws IOException {
        Instant end = Instant.parse(newest());
        JsonNode series =
                json(ACME, "/api/v1/slos/customers-can-pay/series?from=" + end.minusSeconds(120) + "&to=" + end);
        assertThat(series.path("time")).hasSize(2);
        assertThat(series.path("time").path(1).asLong()).isEqualTo(end.getEpochSecond() - 60);
        assertThat(series.path("total").path(0).asLong()).isEqualTo(200_000);
        assertThat(series.path("total").path(1).asLong()).isEqualTo(200_000);
    }

    @Test
    void bucketsOfASeriesAreNotShorterThanTheSnapshotsKept() throws Exception {
        Instant hour = Instant.parse(newest()).truncatedTo(ChronoUnit.HOURS);
        String path = "/api/v1/slos/customers-can-pay/series?group=host%3Dthinned&step=1m&from=";
        String span = hour.minusSeconds(3 * 3600) + "&to=" + hour;
        try {
            QUERY.sql()
                    .execute(
                            "INSERT INTO slo_snapshots SELECT (jsonb_populate_record(NULL::slo_snapshots, to_jsonb(n) || "
                                    + "jsonb_build_object('slo_group', 'host=thinned', 'window_end', m, "
                                    + "'resolution_seconds', 3600))).* FROM (SELECT * FROM "
                                    + "slo_snapshots WHERE tenant = 'acme' AND slo = 'customers-can-pay' LIMIT 1) AS n, "
                                    + "generate_series(timestamptz '" + hour.minusSeconds(2 * 3600) + "', '" + hour
                                    + "', interval '1 hour') AS m");
            JsonNode series = json(ACME, path + span);
            assertThat(series.path("step_seconds").asLong()).isEqualTo(3600);
            assertThat(series.path("total")).extracting(JsonNode::asLong).containsExactly(200_000L, 200_000L, 200_000L);
            assertThat(json(ACME, "/api/v1/slos/customers-can-pay/snapshots?group=host%3Dthinned&from=" + span)
                            .path("items")
                            .findValuesAsText("resolution_seconds"))
                    .containsExactly("3600", "3600");
        } finally {
            QUERY.sql().execute("DELETE FROM slo_snapshots WHERE slo_group = 'host=thinned'");
        }
        assertThat(json(ACME, path + span).path("step_seconds").asLong()).isEqualTo(60);
    }

    @Test
    void documentsHaveTheirVersionsAndArePrintedAsYaml() throws IOException {
        JsonNode versions = json(ACME, "/api/v1/slos/customers-can-pay/versions");
        assertThat(versions.path("items").findValuesAsText("change")).containsExactly("changed", "created");
        assertThat(versions.path("items").findValuesAsText("origin")).containsExactly("file", "api");
        JsonNode newest = versions.path("items").path(0);
        assertThat(newest.path("version").asLong()).isEqualTo(2);
        assertThat(newest.path("text").asText()).contains("0.985");
        assertThat(newest.path("previous_text").asText()).contains("\"objectives\":[{}]");
        JsonNode first = json(ACME, "/api/v1/slos/customers-can-pay/versions?limit=1");
        JsonNode next = json(
                ACME,
                "/api/v1/slos/customers-can-pay/versions?limit=1&cursor="
                        + first.path("next").asText());
        assertThat(next.path("items").path(0).path("author").asText()).isEqualTo("ana of acme");
        assertThat(next.path("next").isNull()).isTrue();
        // An objective of a document with several objectives has that document's name and a label.
        assertThat(json(ACME, "/api/v1/slos/customers-can-pay-in-time/versions").path("items"))
                .hasSize(2);
        assertThat(json(ACME, "/api/v1/slos/was-deleted/versions").path("items").findValuesAsText("change"))
                .containsExactly("deleted", "created");
        assertThat(QUERY.get(ACME, "/api/v1/slos/none/versions").statusCode()).isEqualTo(404);

        HttpResponse<String> yaml = QUERY.get(ACME, "/api/v1/openslo");
        assertThat(yaml.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(yaml.body()).startsWith("""
                        ---
                        apiVersion: openslo/v1
                        kind: Service
                        metadata:
                          name: shop
                          labels:
                            tenant: acme
                        spec:
                          description: yes
                        ---
                        apiVersion: openslo/v1
                        kind: SLO
                        metadata:
                          name: customers-can-pay
                          displayName: Customers of acme can pay
                        """).endsWith("""
                          budgetingMethod: Occurrences
                          objectives:
                            - target: 0.985
                        """);
    }

    @Test
    void keysAreThoseOfTheRegistryFile() throws IOException {
        JsonNode keys = json(ACME, "/api/v1/dsns").path("items");
        assertThat(keys.findValuesAsText("key")).containsExactly("pk docs", "pk_shop");
        assertThat(keys.path(0).path("any_host").asBoolean()).isTrue();
        assertThat(keys.path(0).path("rate_per_minute").isNull()).isTrue();
        assertThat(keys.path(0).path("dsn").asText()).isEqualTo("https://rum.example/v1/rum?key=pk+docs");
        assertThat(keys.path(1).path("apps")).hasSize(2);
        assertThat(keys.path(1).path("rate_per_minute").asInt()).isEqualTo(300);
        assertThat(keys.findValuesAsText("plane")).containsOnly("beacons");
        assertThat(json(ACME, "/api/v1/dsns?app=docs").path("items").findValuesAsText("key"))
                .containsExactly("pk docs");
    }

    @Test
    void signalsReportsAndStatistics() throws IOException {
        JsonNode signals = json(ACME, "/api/v1/signals?status=firing").path("items");
        assertThat(signals.findValuesAsText("kind"))
                .containsExactlyInAnyOrder("slo.burn_rate", "rum.user_impact_correlated");
        assertThat(json(ACME, "/api/v1/signals?kind=slo.burn_rate")
                        .path("items")
                        .path(0)
                        .path("tier")
                        .asText())
                .isEqualTo("page-1h");
        assertThat(json(ACME, "/api/v1/reports")
                        .path("items")
                        .path(0)
                        .path("compliance")
                        .asDouble())
                .isEqualTo(0.9);
        JsonNode stats = json(ACME, "/api/v1/stats");
        assertThat(stats.path("event_count_24h").asLong()).isPositive();
        assertThat(stats.path("p50_load_ms").asDouble()).isBetween(2484.0, 2516.0);
        assertThat(QUERY.get(ACME, "/api/v1/sessions").body()).contains("urn:convergence:problem:not-collected");
    }

    @Test
    void aKnownListIsAnsweredWithNotModifiedAndALongOneIsCompressed() {
        HttpResponse<String> first = QUERY.get(ACME, "/api/v1/slos");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = QUERY.send(QUERY.request("/api/v1/slos")
                .header("Authorization", "Bearer " + ACME)
                .header("If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        HttpResponse<String> compressed = QUERY.send(QUERY.request("/api/v1/verdicts")
                .header("Authorization", "Bearer " + ACME)
                .header("Accept-Encoding", "gzip"));
        assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
    }

    @Test
    void aRequestThatExceedsABoundIsAProblemWithoutHeadersForOtherSites() throws IOException {
        HttpResponse<String> line = QUERY.send(QUERY.request("/api/v1/slos?group=" + "x".repeat(5_000)));
        assertThat(line.statusCode()).isEqualTo(414);
        assertThat(line.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(MAPPER.readTree(line.body()).path("type").asText()).isEqualTo("urn:convergence:problem:too-large");
        assertThat(line.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
        assertThat(QUERY.send(QUERY.request("/health").header("X", "x".repeat(10_000)))
                        .statusCode())
                .isEqualTo(431);
    }

    @Test
    void everyTenantHasRowsOfItsOwn() throws IOException {
        assertThat(json(GLOBEX, "/api/v1/verdicts")
                        .path("items")
                        .path(0)
                        .path("views")
                        .asInt())
                .isEqualTo(Seed.GLOBEX_VIEWS);
        assertThat(json(BOTH, "/api/v1/verdicts?tenant=globex").path("items")).hasSize(1);
    }

    private static String newest() throws IOException {
        return json(ACME, "/api/v1/verdicts")
                .path("items")
                .path(0)
                .path("window_end")
                .asText();
    }

    private static JsonNode json(String token, String path) throws IOException {
        HttpResponse<String> answer = QUERY.get(token, path);
        assertThat(answer.statusCode()).as(path + ' ' + answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body());
    }
}
