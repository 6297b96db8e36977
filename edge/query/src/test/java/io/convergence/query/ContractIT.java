package io.convergence.query;

import static io.convergence.query.SeededQuery.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.convergence.query.http.ApiRoute;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The routes and their parameters are those of the description, and no parameter value makes the service fail. */
class ContractIT {
    private static final SeededQuery QUERY = SeededQuery.start();
    private static final Contract CONTRACT = new Contract();

    /** Values that no parameter admits: empty, twice, control characters, too long, SQL, no UTF-8, half a pair. */
    private static final List<String> WRONG = List.of(
            "%s=",
            "%s=a&%s=b",
            "%s=%%00",
            "%s=%%0a",
            "%s=" + "x".repeat(2_049),
            "%s='%%3B+DROP+TABLE+signals%%3B--",
            "%s=%%ff%%fe",
            "%s=%%ed%%a0%%80");

    @AfterAll
    static void close() {
        QUERY.close();
    }

    @Test
    void everyRouteIsDescribedAndEveryDescribedOneIsARoute() {
        TreeSet<String> routed = new TreeSet<>();
        QUERY.query().routes().forEach(route -> routed.add(route.method() + ' ' + route.pattern()));
        assertThat(routed).isEqualTo(CONTRACT.operations());
        for (ApiRoute route : QUERY.query().routes()) {
            TreeSet<String> admitted = new TreeSet<>(route.parameters());
            if (route.role() != null) {
                admitted.add("tenant");
            }
            assertThat(CONTRACT.parameters(route.method(), route.pattern()))
                    .as(route.pattern())
                    .isEqualTo(admitted);
        }
    }

    @Test
    void everyWrongValueIsRefusedAndNamed() {
        List<String> answeredOtherwise = new ArrayList<>();
        for (ApiRoute route : QUERY.query().routes()) {
            boolean isErasure =
                    route.method().equals("DELETE") && !CONTRACT.operations().contains("GET " + route.pattern());
            if (route.role() == null || isErasure) {
                continue;
            }
            String path = route.pattern()
                    .replace("{app}", "shop")
                    .replace("{host}", "www.shop.example")
                    .replace("{fingerprint}", ErrorSeed.FINGERPRINT)
                    .replace("{session}", "s-1")
                    .replace("{id}", "customers-can-pay");
            boolean needsKey = route.pattern().matches("/api/v1/(series|pages|vitals|impact)");
            for (String name : CONTRACT.parameters("GET", route.pattern())) {
                String app = needsKey && !name.equals("app") ? "&app=shop" : "";
                String host = needsKey && !name.equals("host") ? "&host=www.shop.example" : "";
                for (String wrong : WRONG) {
                    check(path + '?' + wrong.formatted(name, name) + app + host, name, answeredOtherwise);
                }
            }
            check(path + "?unknown-parameter=1", "unknown-parameter", answeredOtherwise);
        }
        assertThat(answeredOtherwise).isEmpty();
    }

    @Test
    void valuesBeyondTheirRangeOrOfAnotherTypeAreRefusedAndNamed() {
        List<String> answeredOtherwise = new ArrayList<>();
        String key = "app=shop&host=www.shop.example";
        for (String path : List.of(
                "/api/v1/verdicts?limit=0",
                "/api/v1/verdicts?limit=1001",
                "/api/v1/verdicts?limit=-1",
                "/api/v1/verdicts?limit=1.5",
                "/api/v1/verdicts?limit=99999999999999999999",
                "/api/v1/verdicts?silent=perhaps",
                "/api/v1/verdicts?verdict=fine",
                "/api/v1/verdicts?include=day",
                "/v1/rum?pages=-1",
                "/v1/rum?pages=257",
                "/api/v1/series?step=0s&" + key,
                "/api/v1/series?step=fast&" + key,
                "/api/v1/series?from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z&" + key,
                "/api/v1/series?from=yesterday&" + key,
                "/api/v1/series?to=2026-13-01T00:00:00Z&" + key,
                "/api/v1/vitals?quantile=0.49&" + key,
                "/api/v1/vitals?quantile=1&" + key,
                "/api/v1/vitals?quantile=NaN&" + key,
                "/api/v1/vitals?source=logs&" + key,
                "/api/v1/vitals?source=events&by=weather&" + key,
                "/api/v1/impact?at=yesterday&" + key,
                "/api/v1/incidents?state=ajar",
                "/api/v1/errors?version=a%20b",
                "/api/v1/errors?limit=0",
                "/api/v1/errors/" + ErrorSeed.FINGERPRINT + "?step=fast",
                "/api/v1/signals?status=burning",
                "/api/v1/signals?replayed=maybe",
                "/api/v1/slos?status=fine",
                "/api/v1/slos?source=logs",
                "/api/v1/slos?managed_by=nobody",
                "/api/v1/slos/customers-can-pay/snapshots?generation=one",
                "/api/v1/slos/customers-can-pay/groups?sort=size",
                "/api/v1/slos/customers-can-pay/series?windows=0m",
                "/api/v1/events?types=weather")) {
            String name = path.replaceAll(".*\\?(?:source=events&)?(\\w+)=.*", "$1");
            check(path, name, answeredOtherwise);
        }
        check("/api/v1/series?host=www.shop.example", "app", answeredOtherwise);
        check("/api/v1/pages?app=shop", "host", answeredOtherwise);
        check("/api/v1/vitals", "app", answeredOtherwise);
        check("/api/v1/impact?app=shop", "host", answeredOtherwise);
        HttpResponse<String> inverted =
                QUERY.get(ACME, "/api/v1/series?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z&" + key);
        assertThat(inverted.statusCode()).isEqualTo(400);
        assertThat(answeredOtherwise).isEmpty();
        assertThat(QUERY.get(ACME, "/api/v1/verdicts?app=" + "x".repeat(10_240)).statusCode())
                .isEqualTo(414);
    }

    private static void check(String path, String name, List<String> answeredOtherwise) {
        HttpResponse<String> answer = QUERY.get(ACME, path);
        // Texts that are free, such as a group or a key of a signal, admit SQL: it is bound as a value and finds
        // nothing.
        boolean isFree =
                path.contains("DROP") && List.of("group", "dedup_key", "page").contains(name);
        boolean isRefused = answer.statusCode() == 400 && answer.body().contains(name);
        boolean isForeignTenant = name.equals("tenant") && answer.statusCode() == 404;
        if (!isRefused && !isForeignTenant && !(isFree && answer.statusCode() < 500)) {
            answeredOtherwise.add(answer.statusCode() + " " + path.substring(0, Math.min(90, path.length())));
        }
    }

    @Test
    void pathsWithWrongSegmentsAreRefused() {
        for (String path : List.of(
                "/api/v1/slos/%00",
                "/api/v1/slos/%ff",
                "/api/v1/slos/" + "x".repeat(3_000),
                "/api/v1/verdicts/a/%ed%a0%80",
                "/api/v1/slos/'%3B%20DROP%20TABLE%20slos")) {
            assertThat(QUERY.get(ACME, path).statusCode()).as(path).isIn(400, 404);
        }
        assertThat(QUERY.get(ACME, "/api/v1/unknown").statusCode()).isEqualTo(404);
        HttpResponse<String> answer = QUERY.send(QUERY.request("/api/v1/slos")
                .header("Authorization", "Bearer " + ACME)
                .method("DELETE", HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, POST");
    }
}
