package io.convergence.query;

import static io.convergence.query.SeededQuery.ACME;
import static io.convergence.query.SeededQuery.EMPTY;
import static io.convergence.query.SeededQuery.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.core.rollup.Distribution;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Vitals of events over a real database: percentiles of a span are those of all its values. */
class EventVitalsIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final SeededQuery QUERY = SeededQuery.start();
    private static final String HOST = "www.shop.example";
    private static final Instant END = presentMinute();
    private static final String PATH = "/api/v1/vitals?source=events&app=shop&host=" + HOST;
    private static final int MINUTES = 20;

    /** All values of a vital of the tenant acme on phones and on desktops, in all minutes. */
    private static final List<Double> LCP = new ArrayList<>();

    private static Instant presentMinute() {
        return Instant.now().truncatedTo(ChronoUnit.MINUTES);
    }

    @BeforeAll
    static void seed() throws SQLException {
        Random random = new Random(3);
        for (int minute = 1; minute <= MINUTES; minute++) {
            for (String device : List.of("mobile", "desktop")) {
                List<Double> lcp = values(random, 10 + minute, 4_000);
                LCP.addAll(lcp);
                row("acme", minute, "lcp", device, "all", "", lcp);
                row("acme", minute, "lcp", device, "browser", device.equals("mobile") ? "Safari" : "Chrome", lcp);
                row("acme", minute, "lcp", device, "page", "/p" + minute % 3, lcp);
                row("acme", minute, "cls", device, "all", "", List.of(0.1));
                row("acme", minute, "resource", device, "all", "", List.of(7.0));
            }
            row("globex", minute, "lcp", "mobile", "all", "", List.of(77_000.0));
        }
        // Before the usual span of 6 hours.
        row("acme", 10 * 60, "lcp", "mobile", "all", "", List.of(1.0));
        for (String tenant : List.of("acme", "globex")) {
            QUERY.sql()
                    .query("SELECT ensure_day_partition('rum_sessions', '" + LocalDate.ofInstant(END, ZoneOffset.UTC)
                            + "', 400)");
            QUERY.sql()
                    .execute("INSERT INTO rum_sessions (tenant, app, session, started_at, last_seen, revision, events, "
                            + "duplicates, views, page_views, errors, actions, resources, long_tasks, host, labels, "
                            + "has_replay, session_type) VALUES ('" + tenant + "', 'shop', 's', '" + END + "', '" + END
                            + "', 1, 1, 0, 1, 1, 0, 0, 0, 0, '" + HOST + "', '{}', false, 'user')");
        }
    }

    @AfterAll
    static void close() {
        QUERY.close();
    }

    @Test
    void theDistributionsOfAllMinutesAreMerged() throws IOException {
        JsonNode body = json(ACME, PATH);
        assertThat(body.path("items").findValuesAsText("metric")).containsExactly("cls", "lcp");
        JsonNode lcp = body.path("items").path(1);
        List<Double> sorted = new ArrayList<>(LCP);
        Collections.sort(sorted);
        assertThat(lcp.path("value").isNull()).isTrue();
        assertThat(lcp.path("samples").asInt()).isEqualTo(sorted.size());
        assertThat(lcp.path("estimated_samples").asInt()).isEqualTo(2 * sorted.size());
        Distribution whole = new Distribution();
        sorted.forEach(value -> whole.add(value, 1));
        for (int percent : new int[] {50, 75, 95, 99}) {
            double exact = sorted.get(sorted.size() * percent / 100);
            assertThat(lcp.path("p" + percent).asDouble())
                    .as("p%d", percent)
                    .isEqualTo(whole.quantile(percent, 100))
                    .isCloseTo(exact, within(0.01 * exact));
        }
    }

    @Test
    void valuesAreListedByADimensionThoseWithTheMostSamplesFirst() throws IOException {
        JsonNode browsers = json(ACME, PATH + "&by=browser").path("items");
        assertThat(browsers.findValuesAsText("value")).containsExactlyInAnyOrder("Safari", "Chrome");
        JsonNode devices = json(ACME, PATH + "&by=device").path("items");
        assertThat(devices.findValuesAsText("metric")).containsExactly("cls", "cls", "lcp", "lcp");
        assertThat(devices.findValuesAsText("value")).containsExactly("desktop", "mobile", "desktop", "mobile");
        List<JsonNode> pages = new ArrayList<>();
        json(ACME, PATH + "&by=page").path("items").forEach(pages::add);
        assertThat(pages)
                .hasSize(3)
                .isSortedAccordingTo(
                        (a, b) -> b.path("samples").asInt() - a.path("samples").asInt());
        assertThat(json(ACME, PATH + "&by=page&limit=1").path("items"))
                .hasSize(1)
                .containsExactly(pages.get(0));
        JsonNode one = json(ACME, PATH + "&page=/p1").path("items");
        assertThat(one).hasSize(1);
        assertThat(one.path(0).path("value").asText()).isEqualTo("/p1");
        assertThat(json(ACME, PATH + "&by=country").path("items")).isEmpty();
    }

    @Test
    void theSpanIsHalfOpen() throws IOException {
        Instant from = END.minus(Duration.ofMinutes(5));
        JsonNode five =
                json(ACME, PATH + "&by=device&from=" + from + "&to=" + END).path("items");
        assertThat(five.path(0).path("samples").asInt()).isEqualTo(5);
        JsonNode early = json(ACME, PATH + "&from=" + from + "&to=" + from.plusSeconds(60))
                .path("items");
        assertThat(early.path(0).path("samples").asInt()).isEqualTo(2);
    }

    @Test
    void anotherTenantSeesItsOwnValues() throws IOException {
        JsonNode items = json(GLOBEX, PATH).path("items");
        assertThat(items).hasSize(1);
        assertThat(items.path(0).path("samples").asInt()).isEqualTo(MINUTES);
        assertThat(items.path(0).path("p75").asDouble()).isCloseTo(77_000, within(770.0));
        HttpResponse<String> nothing = QUERY.get(EMPTY, PATH);
        assertThat(nothing.statusCode()).isEqualTo(404);
        assertThat(nothing.body()).contains("urn:convergence:problem:not-collected");
    }

    @Test
    void parametersOfTheOtherSourceAreRefused() {
        String beacons = "/api/v1/vitals?app=shop&host=" + HOST;
        for (String path : List.of(
                PATH + "&step=1m",
                PATH + "&quantile=0.5",
                PATH + "&by=browser&page=/p1",
                PATH + "&by=weather",
                PATH + "&limit=0",
                beacons + "&by=browser",
                beacons + "&limit=3",
                beacons + "&source=logs")) {
            assertThat(QUERY.get(ACME, path).statusCode()).as(path).isEqualTo(400);
        }
        HttpResponse<String> wide = QUERY.get(ACME, PATH + "&from=" + END.minus(Duration.ofDays(3)));
        assertThat(wide.body()).contains("problem:range-too-wide");
    }

    private static List<Double> values(Random random, int count, int most) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add((double) (1 + random.nextInt(most)));
        }
        return values;
    }

    /** A row of a minute some minutes before the end; each sample stands for two. */
    private static void row(
            String tenant,
            int minutes,
            String metric,
            String device,
            String dimension,
            String value,
            List<Double> values)
            throws SQLException {
        Instant minute = END.minus(Duration.ofMinutes(minutes));
        QUERY.sql()
                .query("SELECT ensure_day_partition('rum_metric_minutes', '"
                        + LocalDate.ofInstant(minute, ZoneOffset.UTC) + "', 400)");
        Distribution bins = new Distribution();
        values.forEach(each -> bins.add(each, 1));
        QUERY.sql()
                .execute("INSERT INTO rum_metric_minutes VALUES ('" + tenant + "', 'shop', '" + HOST + "', '" + minute
                        + "', '" + metric + "', '" + device + "', '" + dimension + "', '" + value + "', 1, "
                        + values.size() + ", 0, 0, " + 2_000 * values.size() + ", NULL, NULL, NULL, NULL, '\\x"
                        + HexFormat.of().formatHex(bins.bytes()) + "')");
    }

    private static JsonNode json(String token, String path) throws IOException {
        HttpResponse<String> answer = QUERY.get(token, path);
        assertThat(answer.statusCode()).as(path + ' ' + answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body());
    }
}
