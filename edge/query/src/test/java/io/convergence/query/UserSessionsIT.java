package io.convergence.query;

import static io.convergence.query.SeededQuery.ACME;
import static io.convergence.query.SeededQuery.EMPTY;
import static io.convergence.query.SeededQuery.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sessions of users over a real database: lists, and one session with its events and segments. */
class UserSessionsIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final SeededQuery QUERY = SeededQuery.start();
    private static final String USER = "Kx3v_0-aZ9qLmN4pQrS7tU";

    /** Both tenants have sessions of the same names. */
    @BeforeAll
    static void seed() throws SQLException {
        Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        LocalDate today = LocalDate.ofInstant(end, ZoneOffset.UTC);
        for (LocalDate day : List.of(today.minusDays(1), today)) {
            for (String table : List.of("rum_sessions", "rum_timeline", "rum_replay_segments")) {
                QUERY.sql().query("SELECT ensure_day_partition('" + table + "', '" + day + "', 400)");
            }
        }
        for (String tenant : List.of("acme", "globex")) {
            String user = tenant.equals("acme") ? "'" + USER + "'" : "NULL";
            session(tenant, "shop", "s-1", end, 60, 40, user);
            session(tenant, "shop", "s-1", end, 20, 5, user);
            session(tenant, "shop", "s-2", end, 30, 2, "NULL");
            session(tenant, "docs", "s-3", end, 900, 880, "NULL");
            for (int i = 0; i < 5; i++) {
                event(tenant, "s-1", "e-" + i, end, 60 - i, i == 3 ? "/checkout" : "/");
            }
            QUERY.sql()
                    .execute("INSERT INTO rum_replay_segments (tenant, session, view, index, received_at, app, "
                            + "full_snapshot, labels) VALUES ('" + tenant + "', 's-1', 'v', 0, "
                            + ago(end, 50) + ", 'shop', true, '{}')");
        }
    }

    @AfterAll
    static void close() {
        QUERY.close();
    }

    @Test
    void sessionsThatLastedInTheSpanAreListedTheLatestFirst() throws IOException {
        assertThat(sessions("")).containsExactly("s-1", "s-2", "s-1");
        assertThat(sessions("?from=" + Instant.now().minus(Duration.ofMinutes(25))))
                .as("those that ended before the span are left out")
                .containsExactly("s-1", "s-2");
        assertThat(sessions("?from=" + Instant.now().minus(Duration.ofHours(20)) + "&app=docs"))
                .containsExactly("s-3");
        assertThat(sessions("?user=" + USER)).containsExactly("s-1", "s-1");
        assertThat(sessions("?page=/checkout")).containsExactly("s-1");
        assertThat(sessions("?page=/none")).isEmpty();
        assertThat(sessions("?host=www.shop.example")).hasSize(3);
        assertThat(sessions("?host=other.example")).isEmpty();
        JsonNode one = json(ACME, "/api/v1/sessions?limit=1").path("items").path(0);
        assertThat(one.path("user").asText()).isEqualTo(USER);
        assertThat(one.path("labels").path("browser").asText()).isEqualTo("chrome");
        assertThat(one.path("errors").asLong()).isEqualTo(4);
        assertThat(one.path("entry_page").asText()).isEqualTo("/of-acme");
    }

    @Test
    void aListIsReadPageByPage() throws IOException {
        List<String> paged = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page = json(ACME, "/api/v1/sessions?limit=1" + next);
            page.path("items").forEach(item -> paged.add(item.path("session").asText()));
            next = page.path("next").isNull()
                    ? null
                    : "&cursor=" + page.path("next").asText();
        }
        assertThat(paged).containsExactly("s-1", "s-2", "s-1");
    }

    @Test
    void oneSessionHasItsPartsItsSegmentsAndItsEventsPageByPage() throws IOException {
        JsonNode first = json(ACME, "/api/v1/sessions/s-1?limit=3");
        assertThat(first.path("parts")).hasSize(2);
        assertThat(first.path("segments")).hasSize(1);
        assertThat(first.path("items").findValuesAsText("id")).containsExactly("e-0", "e-1", "e-2");
        assertThat(first.path("items").path(0).path("measures").path("bytes").asLong())
                .isEqualTo(1200);
        JsonNode second = json(
                ACME,
                "/api/v1/sessions/s-1?limit=3&cursor=" + first.path("next").asText());
        assertThat(second.path("items").findValuesAsText("id")).containsExactly("e-3", "e-4");
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(QUERY.get(
                                ACME,
                                "/api/v1/sessions/s-2?cursor="
                                        + first.path("next").asText())
                        .statusCode())
                .as("the cursor of another session")
                .isEqualTo(400);
        assertThat(QUERY.get(ACME, "/api/v1/sessions/s-1?app=docs").statusCode())
                .isEqualTo(404);
    }

    @Test
    void theFiguresOfATenantHaveItsSessionsAndItsMostFrequentErrors() throws IOException, SQLException {
        QUERY.sql().execute("UPDATE rum_sessions SET ended_at = last_seen, end_reason = 'idle' WHERE session = 's-2'");
        JsonNode stats = json(ACME, "/api/v1/stats");
        assertThat(stats.path("active_sessions").asLong()).isEqualTo(1);
        assertThat(stats.path("latest_session").path("session").asText()).isEqualTo("s-2");
        assertThat(stats.path("latest_session").path("errors").asLong()).isEqualTo(4);
        assertThat(stats.path("top_errors")).hasSize(1);
        JsonNode error = stats.path("top_errors").path(0);
        assertThat(error.path("fingerprint").asText()).isEqualTo(ErrorSeed.FINGERPRINT);
        assertThat(error.path("count").asLong()).isEqualTo(24);
        assertThat(error.path("sessions").asLong()).isEqualTo(16);
        JsonNode empty = json(EMPTY, "/api/v1/stats");
        assertThat(empty.path("active_sessions").isNull()).isTrue();
        assertThat(empty.path("latest_session").isNull()).isTrue();
        assertThat(empty.path("top_errors")).isEmpty();
    }

    @Test
    void whatBelongsToAnotherTenantOrIsNotCollectedIsNotFound() throws SQLException {
        session("globex", "shop", "only-globex", Instant.now().truncatedTo(ChronoUnit.MINUTES), 9_000, 8_990, "NULL");
        assertThat(QUERY.get(GLOBEX, "/api/v1/sessions/only-globex").statusCode())
                .isEqualTo(200);
        assertThat(QUERY.get(ACME, "/api/v1/sessions/only-globex").statusCode()).isEqualTo(404);
        assertThat(QUERY.get(ACME, "/api/v1/sessions/s-1").body()).doesNotContain("globex");
        assertThat(QUERY.get(ACME, "/api/v1/sessions").body()).doesNotContain("globex");
        for (String path : List.of("/api/v1/sessions", "/api/v1/sessions/s-1")) {
            assertThat(QUERY.get(EMPTY, path).statusCode()).isEqualTo(404);
            assertThat(QUERY.get(EMPTY, path).body()).contains("urn:convergence:problem:not-collected");
        }
        HttpResponse<String> range = QUERY.get(ACME, "/api/v1/sessions?from=2020-01-01T00:00:00Z");
        assertThat(range.body()).contains("problem:range-too-wide");
    }

    private static List<String> sessions(String query) throws IOException {
        return json(ACME, "/api/v1/sessions" + query).path("items").findValuesAsText("session");
    }

    private static String ago(Instant end, int minutes) {
        return "'" + end.minus(Duration.ofMinutes(minutes)) + "'";
    }

    private static void session(String tenant, String app, String id, Instant end, int from, int to, String user)
            throws SQLException {
        QUERY.sql()
                .query("SELECT ensure_day_partition('rum_sessions', '"
                        + LocalDate.ofInstant(end.minus(Duration.ofMinutes(from)), ZoneOffset.UTC) + "', 400)");
        QUERY.sql()
                .execute(
                        "INSERT INTO rum_sessions (tenant, app, session, started_at, last_seen, revision, events, duplicates, "
                                + "views, page_views, errors, actions, resources, long_tasks, entry_page, host, labels, user_hash, "
                                + "has_replay, session_type) VALUES ('" + tenant + "', '" + app + "', '" + id + "', "
                                + ago(end, from) + ", " + ago(end, to) + ", 9, 9, 0, 2, 2, 4, 1, 1, 1, '/of-" + tenant
                                + "', 'www.shop.example', '{\"browser\": \"chrome\"}', " + user + ", true, 'user')");
    }

    private static void event(String tenant, String session, String id, Instant end, int minutes, String page)
            throws SQLException {
        QUERY.sql()
                .execute(
                        "INSERT INTO rum_timeline (tenant, session, id, received_at, revision, app, host, at, type, name, "
                                + "value, page, measures, labels, tags) VALUES ('" + tenant + "', '" + session + "', '"
                                + id
                                + "', " + ago(end, minutes) + ", 1, 'shop', 'www.shop.example', " + ago(end, minutes)
                                + ", 'resource', 'js', 132.2, '" + page
                                + "', '{\"bytes\": 1200}', '{\"url_path\": \"/of-" + tenant + "\"}', '{}')");
    }

    private static JsonNode json(String token, String path) throws IOException {
        HttpResponse<String> answer = QUERY.get(token, path);
        assertThat(answer.statusCode()).as(path + ' ' + answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body());
    }
}
