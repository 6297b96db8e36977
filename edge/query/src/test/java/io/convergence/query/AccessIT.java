package io.convergence.query;

import static io.convergence.query.SeededQuery.ACME;
import static io.convergence.query.SeededQuery.BOTH;
import static io.convergence.query.SeededQuery.EXPIRED;
import static io.convergence.query.SeededQuery.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.core.settings.InvalidSettings;
import io.convergence.http.BearerTokens;
import io.convergence.kit.wait.Waiting;
import io.convergence.query.access.Sessions;
import io.convergence.query.access.SignedTokens;
import io.convergence.query.http.ApiRoute;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Who may ask, and that nobody sees a byte of another tenant. */
class AccessIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern REQUEST_ID = Pattern.compile("urn:uuid:[0-9a-f-]{36}");
    private static final SeededQuery QUERY = SeededQuery.start();

    @AfterAll
    static void close() {
        QUERY.close();
    }

    @Test
    void onlyTheWholeTokenIsAdmitted() {
        assertThat(QUERY.get(ACME, "/api/v1/me").statusCode()).isEqualTo(200);
        for (String forged : List.of(
                ACME.substring(1),
                ACME.substring(0, ACME.length() - 1),
                ACME.toUpperCase(Locale.ROOT),
                ACME + ".",
                BearerTokens.digest(ACME),
                EXPIRED,
                "x")) {
            HttpResponse<String> answer = QUERY.get(forged, "/api/v1/me");
            assertThat(answer.statusCode()).as(forged).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
        assertThat(QUERY.send(QUERY.request("/api/v1/me").header("Authorization", "Basic " + ACME))
                        .statusCode())
                .isEqualTo(401);
        assertThat(QUERY.send(QUERY.request("/api/v1/me")).statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenOfSeveralTenantsSaysWhich() {
        HttpResponse<String> answer = QUERY.get(BOTH, "/api/v1/verdicts");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("missing-parameter");
        assertThat(QUERY.get(ACME, "/api/v1/verdicts?tenant=globex").statusCode())
                .isEqualTo(404);
    }

    @Test
    void noAnswerOfATenantHasAByteOfAnother() throws Exception {
        attack(QUERY);
    }

    @Test
    void theEntityTagOfAnotherTenantIsNoneOfTheCallers() {
        for (String path : List.of("/api/v1/verdicts", "/api/v1/slos", "/v1/rum", "/api/v1/openslo")) {
            String tag = QUERY.get(GLOBEX, path).headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> answer = QUERY.send(QUERY.request(path)
                    .header("Authorization", "Bearer " + ACME)
                    .header("If-None-Match", tag));
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).doesNotContain("globex");
        }
    }

    /** Asks every route as acme for what is globex's; nothing of globex may be in any answer. */
    private static void attack(SeededQuery query) throws IOException, SQLException {
        query.sql()
                .execute(
                        "INSERT INTO rum_dsns (tenant, token, app, document, created_at, written_at, topic_id, position) "
                                + "VALUES ('globex', 'rk_foreign', 'globex-shop', '{\"token\": \"rk_foreign\", \"tenant\": \"globex\", "
                                + "\"app\": \"globex-shop\", \"hosts\": [\"www.globex.example\"]}', now(), now(), 'topic', 0) "
                                + "ON CONFLICT DO NOTHING");
        List<String> asked = new ArrayList<>();
        for (ApiRoute route : query.query().routes()) {
            // Streams do not end; their isolation is tested where they are.
            if (route.role() == null || route.events() != null) {
                continue;
            }
            String path = route.pattern()
                    .replace("{app}", "shop")
                    .replace("{host}", "www.shop.example")
                    .replace("{fingerprint}", ErrorSeed.FINGERPRINT)
                    .replace("{session}", "s-1")
                    .replace("{token}", "rk_foreign")
                    .replace("{id}", "customers-can-pay");
            asked.add(path
                    + (route.pattern().matches("/api/v1/(series|pages|vitals|impact)")
                            ? "?app=shop&host=www.shop.example"
                            : ""));
            asked.add(path + "?tenant=globex");
            if (route.parameters().contains("cursor")) {
                JsonNode page =
                        MAPPER.readTree(query.get(GLOBEX, path + "?limit=1").body());
                asked.add(path + "?limit=1&cursor=" + page.path("next").asText("e30"));
            }
        }
        asked.add("/api/v1/signals?dedup_key=globex/slo.burn_rate");
        asked.add("/api/v1/slos/customers-can-pay/burn-rate?group=");
        asked.add("/api/v1/pages?app=shop&host=www.shop.example");
        for (String path : asked) {
            HttpResponse<String> answer = query.get(ACME, path);
            assertThat(answer.statusCode()).as(path).isLessThan(500);
            assertNothingOfGlobex(path, answer.body().replace("tenant=globex", ""));
        }
    }

    /**
     * Asserts that a text has neither globex's name nor its number of views. The identifier of a request is random, so it may
     * have the digits of that number by chance; it and fractions of times and ratios are therefore left out.
     */
    private static void assertNothingOfGlobex(String path, String body) {
        assertThat(REQUEST_ID.matcher(body).replaceAll(""))
                .as(path)
                .doesNotContain("globex")
                .doesNotContainPattern("(?<![0-9.])" + Seed.GLOBEX_VIEWS + "(?![0-9])");
    }

    @Test
    void aCursorOfAnotherTenantShowsOnlyTheCallersRows() throws IOException {
        JsonNode page = MAPPER.readTree(QUERY.get(GLOBEX, "/api/v1/slos/customers-can-pay/snapshots?limit=1")
                .body());
        String cursor = page.path("next").asText();
        HttpResponse<String> answer =
                QUERY.get(ACME, "/api/v1/slos/customers-can-pay/snapshots?limit=1&cursor=" + cursor);
        assertNothingOfGlobex(cursor, answer.body());
        assertThat(QUERY.get(ACME, "/api/v1/verdicts?cursor=" + cursor).statusCode())
                .isEqualTo(400);
        assertThat(QUERY.get(ACME, "/api/v1/verdicts?cursor=e30").statusCode()).isEqualTo(400);
    }

    @Test
    void withoutRowLevelSecurityTheStatementsAloneKeepTenantsApart() throws Exception {
        try (SeededQuery open = SeededQuery.start()) {
            for (String table : open.sql()
                    .query(
                            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity "
                                    + "AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'tenant_roles'")) {
                open.sql().execute("ALTER TABLE " + table + " DISABLE ROW LEVEL SECURITY");
            }
            attack(open);
        }
    }

    @Test
    void aRoleThatRowLevelSecurityDoesNotBindIsRefused() {
        for (String role : List.of("postgres", "query_bypass", "query_owner_member")) {
            assertThatThrownBy(() -> {
                        if (!role.equals("postgres")) {
                            QUERY.sql()
                                    .execute("CREATE ROLE " + role + " LOGIN"
                                            + (role.equals("query_bypass") ? " BYPASSRLS" : " IN ROLE postgres"));
                        }
                        SeededQuery.start("postgres.user", role).close();
                    })
                    .as(role)
                    .isInstanceOf(InvalidSettings.class)
                    .hasMessageContaining("postgres.user: " + role);
        }
    }

    @Test
    void aSessionIsACookieThatNoScriptReadsAndNoOtherSiteStarts() {
        HttpResponse<String> started = QUERY.send(session(ACME).header("Sec-Fetch-Site", "same-origin"));
        assertThat(started.statusCode()).isEqualTo(204);
        String cookie = started.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("__Host-convergence=", "Secure", "HttpOnly", "SameSite=Strict", "Path=/");
        HttpResponse<String> me = QUERY.send(QUERY.request("/api/v1/me").header("Cookie", cookie.split(";", 2)[0]));
        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(QUERY.send(session(ACME).header("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(QUERY.send(session(ACME)).statusCode()).isEqualTo(403);
        assertThat(QUERY.send(session("unknown-token-of-thirty-two-characters").header("Sec-Fetch-Site", "same-origin"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(QUERY.send(QUERY.request("/session")
                                .header("Content-Type", "text/plain")
                                .header("Sec-Fetch-Site", "same-origin")
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void aFormOrATextOfAnotherSiteWritesNothing() {
        for (String type :
                List.of("application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=b")) {
            HttpRequest.Builder form = QUERY.request("/api/v1/slos")
                    .header("Cookie", "__Host-convergence=" + GLOBEX)
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString("kind=SLO"));
            assertThat(QUERY.send(form).statusCode())
                    .as("without Sec-Fetch-Site and Origin")
                    .isEqualTo(403);
            assertThat(QUERY.send(form.copy().header("Origin", "https://evil.example"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(QUERY.send(form.copy().header("Sec-Fetch-Site", "same-site"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(QUERY.send(form.copy().header("Sec-Fetch-Site", "same-origin"))
                            .statusCode())
                    .isEqualTo(415);
        }
        String space = ACME + " ";
        assertThat(QUERY.send(session(space).header("Sec-Fetch-Site", "same-origin"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aRemovedTokenIsRefusedAndAWrongFileIsNotUsed() throws Exception {
        try (SeededQuery changing = SeededQuery.start()) {
            changing.access("tokens: [{name: x}]");
            assertThat(changing.get(ACME, "/api/v1/me").statusCode()).isEqualTo(200);
            changing.access(
                    SeededQuery.accessText().replace(BearerTokens.digest(ACME), BearerTokens.digest("another")));
            Waiting.until(
                    "the removed token is refused",
                    () -> changing.get(ACME, "/api/v1/me").statusCode() == 401);
            assertThat(changing.get(GLOBEX, "/api/v1/me").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aJsonWebTokenReadsItsTenantsOnly() throws Exception {
        SignedTokens issuer = new SignedTokens("1");
        Path keys = Files.writeString(Files.createTempFile(Path.of("target"), "jwks", ".json"), issuer.keys());
        Instant expires = Instant.now().plus(Duration.ofMinutes(5));
        String one = issuer.rs256(SignedTokens.claims("\"acme\"", "reader", expires));
        String two = issuer.rs256(SignedTokens.claims("[\"acme\", \"globex\"]", "reader", expires));
        try (SeededQuery query = SeededQuery.start(
                "jwt.jwks",
                keys.toString(),
                "jwt.issuer",
                SignedTokens.ISSUER,
                "jwt.audience",
                SignedTokens.AUDIENCE)) {
            assertThat(query.get(one, "/api/v1/verdicts").body())
                    .contains("\"views\":1204")
                    .doesNotContain("7777");
            assertThat(query.get(one, "/api/v1/verdicts?tenant=globex").statusCode())
                    .isEqualTo(404);
            assertThat(query.get(two, "/api/v1/verdicts").statusCode()).isEqualTo(400);
            assertThat(query.get(two, "/api/v1/verdicts?tenant=globex").body()).contains("7777");
            assertThat(query.get(two, "/api/v1/verdicts?tenant=initech").statusCode())
                    .isEqualTo(404);
            assertThat(query.get(
                                    new SignedTokens("1").rs256(SignedTokens.claims("\"acme\"", "reader", expires)),
                                    "/api/v1/me")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(query.get(ACME, "/api/v1/me").statusCode()).isEqualTo(200);

            String tenants = IntStream.range(0, 100)
                    .mapToObj(number -> "\"tenant-" + number + '"')
                    .collect(Collectors.joining(", ", "[\"acme\", ", "]"));
            String wide = issuer.rs256(SignedTokens.claims(tenants, "reader", expires));
            assertThat(wide.length()).isBetween(1_500, Sessions.MOST_CHARACTERS);
            HttpResponse<String> started = query.send(session(query, wide).header("Sec-Fetch-Site", "same-origin"));
            assertThat(started.statusCode()).as(started.body()).isEqualTo(204);
            String cookie =
                    started.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
            assertThat(cookie.length()).as("what browsers keep").isLessThanOrEqualTo(4_097);
            assertThat(query.send(query.request("/api/v1/verdicts?tenant=acme").header("Cookie", cookie))
                            .statusCode())
                    .isEqualTo(200);
            HttpResponse<String> tooLong = query.send(
                    session(query, "x".repeat(Sessions.MOST_CHARACTERS + 1)).header("Sec-Fetch-Site", "same-origin"));
            assertThat(tooLong.statusCode()).isEqualTo(400);
            assertThat(tooLong.body()).contains("more than " + Sessions.MOST_CHARACTERS + " characters");
        }
        assertThat(QUERY.get(one, "/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenThatAsksTooOftenWaits() {
        try (SeededQuery limited = SeededQuery.start("query.rate", "1")) {
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                statuses.add(limited.get(ACME, "/api/v1/me").statusCode());
            }
            assertThat(statuses).contains(200, 429);
        }
    }

    private static HttpRequest.Builder session(String token) {
        return session(QUERY, token);
    }

    private static HttpRequest.Builder session(SeededQuery query, String token) {
        return query.request("/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"token\": \"" + token + "\"}"));
    }
}
