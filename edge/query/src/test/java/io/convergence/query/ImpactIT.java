package io.convergence.query;

import static io.convergence.query.SeededQuery.ACME;
import static io.convergence.query.SeededQuery.EMPTY;
import static io.convergence.query.SeededQuery.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.JsonTime;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What affected users saw, over a real database with the rows of {@code impact.json}. */
class ImpactIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final SeededQuery QUERY = SeededQuery.start();
    private static final String HOST = "web.acme.example";
    private static final Instant END = earlierMinute();
    private static final ImpactSeed SEED = new ImpactSeed(QUERY.sql(), END);

    private static Instant earlierMinute() {
        return Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(2));
    }

    @BeforeAll
    static void seed() throws SQLException {
        SEED.write("acme", HOST);
        // A session of the other tenant, so that the other tenant has sessions at all.
        QUERY.sql()
                .execute("INSERT INTO rum_sessions SELECT 'globex', app, session, started_at, last_seen, ended_at, "
                        + "end_reason, revision, events, duplicates, views, page_views, errors, actions, resources, "
                        + "long_tasks, entry_page, exit_page, 'only.globex.example', labels, user_hash, has_replay, "
                        + "sample_rate, session_type FROM rum_sessions WHERE tenant = 'acme' AND session = 's00'");
        signal("firing", "budget", "rum.budget_exceeded", HOST, 5);
        signal("firing", "later", "rum.budget_exceeded", HOST, -5);
        signal("firing", "elsewhere", "rum.budget_exceeded", "www.shop.example", 5);
        signal("firing", "impact", "rum.user_impact_correlated", HOST, 5);
        signal("resolved", "ended", "rum.error_group_new", HOST, 60);
    }

    @AfterAll
    static void close() {
        QUERY.close();
    }

    @Test
    void theEvidenceOfTheVectorIsTheAnswerWithTimesAsTexts() throws IOException {
        ObjectNode body = (ObjectNode) json(ACME, path(END));
        JsonNode coverage = body.remove("coverage");
        body.remove("signals");
        assertThat(body).isEqualTo(expected());
        assertThat(coverage.path("sessions").asLong()).isEqualTo(33);
        assertThat(coverage.path("beacon_views").asLong()).isZero();
        assertThat(coverage.path("note").asText()).startsWith("events of 33 sessions");
    }

    @Test
    void signalsOfEventsThatFiredInTheWindowAreListed() throws IOException {
        assertThat(json(ACME, path(END)).path("signals").findValuesAsText("dedup_key"))
                .containsExactly("acme/budget");
        assertThat(json(ACME, path(END.minus(Duration.ofMinutes(50))))
                        .path("signals")
                        .findValuesAsText("dedup_key"))
                .containsExactly("acme/ended");
    }

    @Test
    void beaconsOfTheSameMinutesAreCounted() throws IOException, SQLException {
        Instant at = END.plus(Duration.ofHours(1));
        JsonNode body = json(ACME, "/api/v1/impact?app=shop&host=www.shop.example&at=" + at);
        String views = QUERY.sql()
                .query("SELECT coalesce(sum(views), 0) FROM rum_minutes WHERE tenant = 'acme' AND app = 'shop' "
                        + "AND host = 'www.shop.example' AND minute >= '" + at.minus(Duration.ofMinutes(15))
                        + "' AND minute < '" + at + "'")
                .get(0);
        assertThat(body.path("coverage").path("beacon_views").asText())
                .isEqualTo(views)
                .isNotEqualTo("0");
        assertThat(body.path("sessions_seen").asLong()).isZero();
        assertThat(body.path("who")).isEmpty();
    }

    @Test
    void anotherTenantSeesNothingOfIt() throws IOException {
        JsonNode body = json(GLOBEX, path(END));
        assertThat(body.path("sessions_seen").asLong()).isZero();
        for (String list : new String[] {"errors", "slow", "who", "trail", "signals"}) {
            assertThat(body.path(list)).as(list).isEmpty();
        }
        assertThat(body.toString()).doesNotContain("TypeError", "s27", "Fastly", "acme/");
    }

    @Test
    void withoutSessionsItIsNotCollected() {
        HttpResponse<String> answer = QUERY.get(EMPTY, path(END));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("urn:convergence:problem:not-collected");
        assertThat(QUERY.get(ACME, "/api/v1/impact?app=shop").body()).contains("missing-parameter");
    }

    /** The evidence of the vector as the API writes it. */
    private static JsonNode expected() {
        ObjectNode evidence = SEED.evidence().deepCopy();
        move(evidence, "window_start");
        move(evidence, "window_end");
        evidence.path("errors").forEach(error -> move(error, "first_seen"));
        for (JsonNode trail : evidence.path("trail")) {
            trail.path("steps").forEach(step -> move(step, "at"));
            ((ObjectNode) trail).put("has_replay", false);
        }
        return evidence;
    }

    private static void move(JsonNode object, String name) {
        ((ObjectNode) object).put(name, JsonTime.of(SEED.moved(object.path(name))));
    }

    /** A signal that fired some minutes before the end; a resolved one ended ten minutes later. */
    private static void signal(String status, String name, String kind, String host, int minutes) throws SQLException {
        Instant start = END.minus(Duration.ofMinutes(minutes));
        String end = status.equals("firing") ? "NULL" : "'" + start.plus(Duration.ofMinutes(10)) + "'";
        QUERY.sql()
                .execute(
                        "INSERT INTO signals (dedup_key, episode, sequence, id, status, reason, name, plane, kind, severity, "
                                + "tenant, app, host, service, title, message, starts_at, ends_at, occurred_at, evidence, replay) "
                                + "VALUES ('acme/" + name + "', 1, 0, 'id-" + name + "', '" + status
                                + "', 'threshold', 'Name', 'rum', '" + kind + "', 'warning', 'acme', 'shop', '" + host
                                + "', 'shop', 'title', 'message', '" + start + "', " + end + ", '" + start
                                + "', '{}', false)");
    }

    private static String path(Instant at) {
        return "/api/v1/impact?app=shop&host=" + HOST + "&at=" + at;
    }

    private static JsonNode json(String token, String path) throws IOException {
        HttpResponse<String> answer = QUERY.get(token, path);
        assertThat(answer.statusCode()).as(path + ' ' + answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body());
    }
}
