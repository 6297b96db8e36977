package io.convergence.query;

import static io.convergence.query.SeededQuery.ACME;
import static io.convergence.query.SeededQuery.BOTH;
import static io.convergence.query.SeededQuery.EMPTY;
import static io.convergence.query.SeededQuery.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.core.error.ErrorFingerprint;
import io.convergence.kit.wait.Waiting;
import io.convergence.query.ErrorSeed.Group;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Groups of errors over a real database: lists, one group, its sample and its stack. */
class ErrorsIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final SeededQuery QUERY = SeededQuery.start();
    private final Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private final ErrorSeed seed = new ErrorSeed(QUERY.sql(), end);

    @AfterAll
    static void close() {
        QUERY.close();
    }

    @Test
    void aGroupHasItsCountsItsVersionsAndWhetherItIsNew() throws IOException {
        JsonNode item = json(ACME, "/api/v1/errors?app=shop").path("items").path(0);
        assertThat(item.path("type").asText()).isEqualTo("TypeError");
        assertThat(item.path("template").asText()).isEqualTo("price of '' is undefined in acme");
        assertThat(item.path("top").asText()).isEqualTo("cart.js");
        assertThat(item.path("count").asLong()).isEqualTo(312);
        assertThat(item.path("sessions").asLong()).isEqualTo(104);
        assertThat(item.path("first_version").asText()).isEqualTo("1.4.2-acme");
        assertThat(item.path("new").asBoolean()).isTrue();
        assertThat(item.path("fingerprints").path(0).asText()).isEqualTo(ErrorSeed.FINGERPRINT);
        String later = end.minusSeconds(600).toString();
        JsonNode old = json(ACME, "/api/v1/errors?app=shop&from=" + later);
        assertThat(old.path("items").path(0).path("new").asBoolean(true)).isFalse();
        assertThat(json(ACME, "/api/v1/errors?app=shop&to=" + end.minusSeconds(3600))
                        .path("items"))
                .as("groups that began after the span")
                .isEmpty();
    }

    @Test
    void aListIsReadPageByPageWithoutGapsAndRepeatsTheLatestFirst() throws Exception {
        for (int i = 0; i < 7; i++) {
            seed.group(group("globex", "paged", "0".repeat(31) + i, "m" + i, "1"), 10 + i / 3);
        }
        List<String> paged = new ArrayList<>();
        String path = "/api/v1/errors?app=paged&limit=2";
        while (path != null) {
            JsonNode page = json(GLOBEX, path);
            page.path("items").forEach(item -> paged.add(item.path("template").asText()));
            path = page.path("next").isNull()
                    ? null
                    : "/api/v1/errors?app=paged&limit=2&cursor="
                            + page.path("next").asText();
        }
        assertThat(paged).containsExactly("m2", "m1", "m0", "m5", "m4", "m3", "m6");
        String cursor =
                json(GLOBEX, "/api/v1/errors?app=paged&limit=2").path("next").asText();
        assertThat(QUERY.get(GLOBEX, "/api/v1/errors?app=shop&cursor=" + cursor).statusCode())
                .isEqualTo(400);
        assertThat(QUERY.get(GLOBEX, "/api/v1/errors?cursor=e30").body()).contains("problem:invalid-cursor");
    }

    @Test
    void aListIsNarrowedByHostAndVersion() throws Exception {
        Group one = group("globex", "narrowed", "a".repeat(32), "one", "2.0");
        seed.group(one, 5);
        seed.minutes(one, "a.example", 20, 2);
        Group two = group("globex", "narrowed", "b".repeat(32), "two", "3.0");
        seed.group(two, 5);
        seed.minutes(two, "b.example", 20, 2);
        Group between = group("globex", "narrowed", "b".repeat(32), "two", "2.5+build");
        seed.stack(between, "between", ErrorSeed.STACK, "no_zip", 0, two.fingerprint(), null);
        assertThat(templates("host=a.example")).containsExactly("one");
        assertThat(templates("host=b.example")).containsExactly("two");
        assertThat(templates("host=b.example&to=" + end.minusSeconds(20 * 60))).isEmpty();
        assertThat(templates("version=2.0")).containsExactly("one");
        assertThat(templates("version=2.5%2Bbuild")).containsExactly("two");
        assertThat(templates("version=9")).isEmpty();
    }

    private static List<String> templates(String filter) throws IOException {
        return json(GLOBEX, "/api/v1/errors?app=narrowed&" + filter)
                .path("items")
                .findValuesAsText("template");
    }

    @Test
    void oneGroupHasItsMinutesAndItsSample() throws IOException {
        JsonNode one = json(ACME, "/api/v1/errors/" + ErrorSeed.FINGERPRINT + "?step=5m");
        assertThat(one.path("app").asText()).isEqualTo("shop");
        assertThat(one.path("minutes").path("step_seconds").asLong()).isEqualTo(300);
        assertThat(sum(one, "count")).isEqualTo(24);
        assertThat(sum(one, "sessions")).isEqualTo(16);
        assertThat(one.path("minutes").path("time"))
                .hasSameSizeAs(one.path("minutes").path("count"));
        JsonNode sample = one.path("sample");
        assertThat(sample.path("message").asText()).isEqualTo("price of 'socks' is undefined in acme");
        assertThat(sample.path("page").asText()).isEqualTo("/checkout");
        assertThat(sample.path("browser").asText()).isEqualTo("chrome");
        assertThat(sample.path("stack").asText()).isEqualTo(ErrorSeed.STACK);
        assertThat(sample.path("resolved_stack").isNull()).isTrue();
        assertThat(sample.path("stack_status").asText()).isEqualTo("no_zip");
        assertThat(sample.path("stack_reason").asText()).isEqualTo("no archive for shop 1.4.2-acme web: upload it");
        assertThat(sample.path("stale").asBoolean(true)).isFalse();
        String otherHost = "/api/v1/errors/" + ErrorSeed.FINGERPRINT + "?host=m.shop.example";
        assertThat(sum(json(ACME, otherHost), "count")).isZero();
        String wide = "/api/v1/errors/" + ErrorSeed.FINGERPRINT + "?step=1s&from=" + end.minus(91, ChronoUnit.DAYS);
        assertThat(json(ACME, wide).path("minutes").path("time").size()).isLessThanOrEqualTo(1440);
        assertThat(sum(json(ACME, wide), "count")).isEqualTo(24);
    }

    @Test
    void whatDoesNotExistOrIsNotCollectedIsNotFound() {
        assertThat(QUERY.get(EMPTY, "/api/v1/errors").statusCode()).isEqualTo(404);
        assertThat(QUERY.get(EMPTY, "/api/v1/errors").body()).contains("urn:convergence:problem:not-collected");
        assertThat(QUERY.get(EMPTY, "/api/v1/errors/" + ErrorSeed.FINGERPRINT).body())
                .contains("urn:convergence:problem:not-collected");
        for (String unknown :
                List.of("f".repeat(32), "none", "%3Cimg%20src=x%20onerror=alert(1)%3E", "'%20OR%20true")) {
            HttpResponse<String> answer = QUERY.get(ACME, "/api/v1/errors/" + unknown);
            assertThat(answer.statusCode()).as(unknown).isEqualTo(404);
            assertThat(answer.body())
                    .contains("urn:convergence:problem:not-found")
                    .doesNotContain("onerror");
        }
        assertThat(QUERY.get(BOTH, "/api/v1/errors").body()).contains("problem:missing-parameter");
        assertThat(QUERY.get("wrong", "/api/v1/errors").statusCode()).isEqualTo(401);
        assertThat(QUERY.get(ACME, "/api/v1/errors?tenant=globex").statusCode()).isEqualTo(404);
        assertThat(QUERY.get(ACME, "/api/v1/errors?from=2020-01-01T00:00:00Z").body())
                .contains("problem:range-too-wide");
        assertThat(QUERY.send(QUERY.request("/api/v1/errors")
                                .header("Authorization", "Bearer " + ACME)
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void anotherTenantsGroupIsNotFoundAndNothingOfItIsShown() throws Exception {
        Group mine = group("globex", "shop", "c".repeat(32), "only globex has it", "1");
        seed.group(mine, 2);
        assertThat(QUERY.get(GLOBEX, "/api/v1/errors/" + mine.fingerprint()).statusCode())
                .isEqualTo(200);
        HttpResponse<String> foreign = QUERY.get(ACME, "/api/v1/errors/" + mine.fingerprint());
        assertThat(foreign.statusCode()).isEqualTo(404);
        // Both tenants have a group of the seed's fingerprint, and see their own.
        assertThat(QUERY.get(ACME, "/api/v1/errors/" + ErrorSeed.FINGERPRINT).body())
                .contains("in acme")
                .doesNotContain("globex");
        assertThat(QUERY.get(ACME, "/api/v1/errors").body()).doesNotContain("globex", mine.fingerprint());
        assertThat(QUERY.get(BOTH, "/api/v1/errors?tenant=globex").body()).contains(mine.fingerprint());
    }

    @Test
    void aGroupOfSeveralAppsNeedsTheApp() throws Exception {
        String fingerprint = "d".repeat(32);
        seed.group(group("globex", "first", fingerprint, "m", "1"), 2);
        seed.group(group("globex", "second", fingerprint, "m", "1"), 2);
        assertThat(QUERY.get(GLOBEX, "/api/v1/errors/" + fingerprint).body())
                .contains("problem:missing-parameter", "several apps");
        assertThat(json(GLOBEX, "/api/v1/errors/" + fingerprint + "?app=second")
                        .path("app")
                        .asText())
                .isEqualTo("second");
        assertThat(QUERY.get(GLOBEX, "/api/v1/errors/" + fingerprint + "?app=third")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aGroupCountedUnderRawNamesIsPartOfTheResolvedOne() throws Exception {
        Group raw = new Group("globex", "merged", "1".repeat(32), "Error", "m", "a.js", 90, 30, "1", "1");
        Group resolved = new Group("globex", "merged", "2".repeat(32), "Error", "m", "src/cart.js", 30, 12, "2", "3");
        seed.group(raw, 45);
        seed.group(resolved, 5);
        seed.minutes(raw, "a.example", 80, 2);
        seed.minutes(resolved, "a.example", 20, 3);
        seed.stack(raw, "merged", ErrorSeed.STACK, "success", 0, resolved.fingerprint(), "in source names");
        JsonNode items = json(GLOBEX, "/api/v1/errors?app=merged").path("items");
        assertThat(items).hasSize(1);
        JsonNode group = items.path(0);
        assertThat(group.path("fingerprint").asText()).isEqualTo(resolved.fingerprint());
        assertThat(group.path("count").asLong()).isEqualTo(42);
        assertThat(group.path("sessions").asLong()).isEqualTo(14);
        assertThat(group.path("first_version").asText()).isEqualTo("1");
        assertThat(group.path("last_version").asText()).isEqualTo("3");
        for (Group asked : List.of(raw, resolved)) {
            JsonNode one = json(GLOBEX, "/api/v1/errors/" + asked.fingerprint());
            assertThat(one.path("fingerprint").asText()).isEqualTo(resolved.fingerprint());
            assertThat(sum(one, "count")).isEqualTo(15);
            // The errors are gone from the timeline: the latest stack of the group is shown alone.
            assertThat(one.path("sample").path("session").isNull()).isTrue();
            assertThat(one.path("sample").path("resolved_stack").asText()).isEqualTo("in source names");
            assertThat(one.path("sample").path("stack_reason").isNull()).isTrue();
        }
    }

    @Test
    void aStackIsResolvedWithThePresentArchiveBeforeItIsShown() throws Exception {
        Group group = group("globex", "late", "3".repeat(32), "a", "1.4.2");
        seed.group(group, 5);
        seed.error(group, "late", "a", ErrorSeed.STACK);
        seed.stack(group, "late", ErrorSeed.STACK, "no_zip", 0, group.fingerprint(), null);
        assertThat(sample(group).path("stack_reason").asText()).isEqualTo("no archive for late 1.4.2 web: upload it");

        put("late", "1.4.2", "a.js.map", "src/first.js");
        JsonNode first = json(GLOBEX, "/api/v1/errors/" + group.fingerprint());
        assertThat(first.at("/sample/resolved_stack").asText()).isEqualTo("TypeError: a\n    at f (src/first.js:6:5)");
        assertThat(first.at("/sample/stack").asText()).isEqualTo(ErrorSeed.STACK);
        assertThat(first.at("/sample/stack_status").asText()).isEqualTo("success");
        assertThat(first.at("/sample/stack_reason").isNull()).isTrue();
        // The group is that of the resolved stack at once.
        assertThat(first.path("fingerprint").asText())
                .isEqualTo(new ErrorFingerprint("TypeError", "a", "src/first.js").hash());
        assertThat(first.path("top").asText()).isEqualTo("src/first.js");

        put("late", "1.4.2", "a.js.map", "src/second.js");
        assertThat(sample(group).path("resolved_stack").asText()).contains("src/second.js:6:5");
        put("late", "1.4.2", "other.js.map", "src/other.js");
        JsonNode other = sample(group);
        assertThat(other.path("resolved_stack").isNull()).isTrue();
        assertThat(other.path("stack_status").asText()).isEqualTo("no_file");
        assertThat(other.path("stack_reason").asText())
                .isEqualTo("the archive of late 1.4.2 web has no symbol file for this stack: upload one that has");

        put("late", "1.4.2", "a.js.map", "src/third.js");
        assertThat(sample(group).path("resolved_stack").asText()).contains("src/third.js:6:5");
        HttpResponse<String> deleted =
                QUERY.send(QUERY.request("/v1/sourcemap?app_id=late&version=1.4.2&token=" + GLOBEX)
                        .method("DELETE", BodyPublishers.noBody()));
        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(sample(group).path("stack_status").asText()).isEqualTo("no_zip");
        assertThat(sample(group).path("resolved_stack").isNull()).isTrue();
    }

    @Test
    void aStackThatIsNotResolvedInTimeIsShownAsItWas() throws Exception {
        Group group = group("globex", "slow", "e".repeat(32), "a", "1");
        seed.group(group, 5);
        seed.error(group, "slow", "a", ErrorSeed.STACK);
        seed.stack(group, "slow", ErrorSeed.STACK, "success", 0, group.fingerprint(), "from before");
        try (Connection blocking = DriverManager.getConnection(
                        QUERY.sql().jdbcUrl(), QUERY.sql().user(), QUERY.sql().password());
                Statement statement = blocking.createStatement()) {
            put("slow", "1", "a.js.map", "src/slow.js");
            blocking.setAutoCommit(false);
            // Nobody reads a symbol file until this transaction ends.
            statement.execute("LOCK TABLE symbol_chunks IN ACCESS EXCLUSIVE MODE");
            JsonNode stale = sample(group);
            assertThat(stale.path("stale").asBoolean()).isTrue();
            assertThat(stale.path("resolved_stack").asText()).isEqualTo("from before");
            assertThat(stale.path("stack_status").asText()).isEqualTo("success");
            assertThat(stale.path("stack_reason").asText())
                    .startsWith("the archive of slow 1 web was changed and not read in time");
            blocking.rollback();
        }
        Waiting.until("the stack is resolved", () -> isResolvedTo(group, "src/slow.js:6:5"));
        assertThat(sample(group).path("stale").asBoolean(true)).isFalse();
    }

    private static boolean isResolvedTo(Group group, String place) {
        try {
            return sample(group).path("resolved_stack").asText().contains(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyStatusHasItsSentence() throws Exception {
        int number = 0;
        for (String status : List.of(
                "success",
                "partial",
                "lack_field",
                "no_zip",
                "no_file",
                "no_match",
                "mismatch",
                "unusable",
                "too_large")) {
            Group group = group("globex", "status", "4".repeat(31) + number++, status, "7");
            seed.group(group, 5);
            seed.error(group, status, status, ErrorSeed.STACK);
            String source = status.equals("success") || status.equals("partial") ? "resolved" : null;
            seed.stack(group, status, ErrorSeed.STACK, status, 0, group.fingerprint(), source);
            JsonNode sample = sample(group);
            assertThat(sample.path("stack_status").asText()).isEqualTo(status);
            assertThat(sample.path("resolved_stack").isNull()).as(status).isEqualTo(source == null);
            assertThat(sample.path("stack_reason").isNull()).as(status).isEqualTo(status.equals("success"));
            if (!List.of("success", "lack_field").contains(status)) {
                assertThat(sample.path("stack_reason").asText()).contains("status 7 web");
            }
        }
        Group timeout = group("globex", "status", "5".repeat(32), "timeout", "7");
        seed.group(timeout, 5);
        seed.error(timeout, "timeout", "timeout", ErrorSeed.STACK);
        seed.stack(timeout, "timeout", ErrorSeed.STACK, "timeout", 0, timeout.fingerprint(), null);
        assertThat(sample(timeout).path("stack_status").asText()).isEqualTo("no_zip");
    }

    @Test
    void anErrorWithoutStackAndOneWhoseStackWasNotLookedAtSaySo() throws Exception {
        Group none = group("globex", "bare", "6".repeat(32), "none", null);
        seed.group(none, 5);
        seed.error(none, null, "none", null);
        JsonNode sample = sample(none);
        assertThat(sample.path("stack").isNull()).isTrue();
        assertThat(sample.path("stack_status").isNull()).isTrue();
        assertThat(sample.path("stack_reason").asText()).isEqualTo("the error came without a stack");
        Group unseen = group("globex", "bare", "7".repeat(32), "unseen", null);
        seed.group(unseen, 5);
        seed.error(unseen, null, "unseen", ErrorSeed.STACK);
        assertThat(sample(unseen).path("stack_reason").asText()).contains("looked for no symbol files");
        Group gone = group("globex", "bare", "8".repeat(32), "gone", null);
        seed.group(gone, 5);
        assertThat(sample(gone).isNull()).isTrue();
    }

    @Test
    void textsAreAnsweredAsTheyAre() throws Exception {
        String nasty = ConsoleSeed.NASTY;
        Group group = new Group("globex", "texts", "9".repeat(32), nasty, nasty, nasty, 30, 3, "1", "1");
        seed.group(group, 5);
        seed.error(group, "texts", nasty, nasty);
        seed.stack(group, "texts", nasty, "success", 0, group.fingerprint(), nasty);
        HttpResponse<String> answer = QUERY.get(GLOBEX, "/api/v1/errors/" + group.fingerprint());
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        JsonNode one = MAPPER.readTree(answer.body());
        for (String field : List.of("type", "template", "top")) {
            assertThat(one.path(field).asText()).isEqualTo(nasty);
        }
        for (String field : List.of("message", "stack", "resolved_stack")) {
            assertThat(one.path("sample").path(field).asText()).isEqualTo(nasty);
        }
    }

    @Test
    void aKnownAnswerIsNotModified() {
        String to = "to=" + end;
        for (String path : List.of("/api/v1/errors?" + to, "/api/v1/errors/" + ErrorSeed.FINGERPRINT + '?' + to)) {
            HttpResponse<String> first = QUERY.get(ACME, path);
            assertThat(first.statusCode()).isEqualTo(200);
            HttpResponse<String> again = QUERY.send(QUERY.request(path)
                    .header("Authorization", "Bearer " + ACME)
                    .header("If-None-Match", first.headers().firstValue("ETag").orElseThrow()));
            assertThat(again.statusCode()).as(path).isEqualTo(304);
        }
    }

    private static Group group(
            String tenant, String app, String fingerprint, String template, @Nullable String version) {
        return new Group(tenant, app, fingerprint, "TypeError", template, "a.js", 60, 9, version, version);
    }

    private static JsonNode sample(Group group) throws IOException {
        return json(GLOBEX, "/api/v1/errors/" + group.fingerprint() + "?app=" + group.app())
                .path("sample");
    }

    private static long sum(JsonNode group, String column) {
        long sum = 0;
        for (JsonNode count : group.path("minutes").path(column)) {
            sum += count.asLong();
        }
        return sum;
    }

    private static void put(String appId, String version, String entry, String source) {
        HttpResponse<String> answer =
                QUERY.send(QUERY.request("/v1/sourcemap?app_id=" + appId + "&version=" + version + "&token=" + GLOBEX)
                        .header("Content-Type", Multipart.TYPE)
                        .PUT(Multipart.file(Multipart.zip(entry, ErrorSeed.map(source)))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static JsonNode json(String token, String path) throws IOException {
        HttpResponse<String> answer = QUERY.get(token, path);
        assertThat(answer.statusCode()).as(path + ' ' + answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body());
    }
}
