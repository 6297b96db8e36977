package io.convergence.query;

import static io.convergence.query.SeededQuery.ACME;
import static io.convergence.query.SeededQuery.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Objectives whose newest document the job does not follow, over a real database. */
class PublishedObjectivesIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final SeededQuery QUERY = SeededQuery.start();

    @AfterAll
    static void close() {
        QUERY.close();
    }

    @Test
    void anObjectiveIsPendingUntilTheJobHasTakenItIn() throws Exception {
        Instant written = publish("acme", "promised", WritesIT.slo("promised", "0.95"));
        JsonNode one = one(ACME, "promised");
        assertThat(one.path("state").asText()).isEqualTo("pending");
        assertThat(one.path("effective_from").asText()).isEqualTo(nextMinute(written));
        assertThat(one.path("target").asDouble()).isEqualTo(0.95);
        assertThat(one.path("period").asText()).isEqualTo("7d");
        assertThat(one.path("indicator").asText()).isEqualTo("views without an error of app shop");
        assertThat(one.path("status").asText()).isEqualTo("no_data");
        assertThat(one.path("managed_by").asText()).isEqualTo("file");
        assertThat(one.path("tiers").has("page-1h")).isTrue();
        assertThat(listed(ACME, "promised").isMissingNode()).isFalse();
        assertThat(listed(ACME, "promised", "?source=synthetic").isMissingNode())
                .isTrue();
        assertThat(listed(ACME, "promised", "?managed_by=file&service=shop").isMissingNode())
                .isFalse();

        JsonNode burn = json(ACME, "/api/v1/slos/promised/burn-rate");
        assertThat(burn.path("target").asDouble()).isEqualTo(0.95);
        assertThat(burn.path("windows")).isEmpty();
        assertThat(burn.path("tiers").path(0).path("state").asText()).isEqualTo("no_data");
        assertThat(json(ACME, "/api/v1/slos/promised/snapshots").path("items")).isEmpty();
        assertThat(json(ACME, "/api/v1/slos/promised/groups").path("items")).isEmpty();
        assertThat(json(ACME, "/api/v1/slos/promised/series").path("firing")).isEmpty();

        assertThat(QUERY.get(GLOBEX, "/api/v1/slos/promised").statusCode()).isEqualTo(404);
        assertThat(listed(GLOBEX, "promised").isMissingNode()).isTrue();

        take("acme", "promised", "0.95");
        assertThat(one(ACME, "promised").path("state").asText()).isEqualTo("active");
    }

    @Test
    void aChangeIsPendingUntilTheRowHasIt() throws Exception {
        publish("acme", "raised", WritesIT.slo("raised", "0.9"));
        take("acme", "raised", "0.9");
        assertThat(one(ACME, "raised").path("state").asText()).isEqualTo("active");
        Instant written = publish("acme", "raised", WritesIT.slo("raised", "0.99"));
        JsonNode pending = one(ACME, "raised");
        assertThat(pending.path("state").asText()).isEqualTo("pending");
        assertThat(pending.path("target").asDouble()).as("what the job follows").isEqualTo(0.9);
        assertThat(pending.path("effective_from").asText()).isEqualTo(nextMinute(written));
        publish("acme", "raised", null);
        assertThat(one(ACME, "raised").path("state").asText()).isEqualTo("pending");
        QUERY.sql().execute("UPDATE slos SET removed = true WHERE slo = 'raised'");
        assertThat(QUERY.get(ACME, "/api/v1/slos/raised").statusCode()).isEqualTo(404);
        assertThat(listed(ACME, "raised").isMissingNode()).isTrue();
    }

    @Test
    void ofAWrongDocumentTheReasonsAndTheLastRightVersionAreShown() throws Exception {
        publish("acme", "spoilt", WritesIT.slo("spoilt", "0.9"));
        take("acme", "spoilt", "0.9");
        publish("acme", "spoilt", WritesIT.slo("spoilt", "7"));
        JsonNode wrong = one(ACME, "spoilt");
        assertThat(wrong.path("state").asText()).isEqualTo("wrong");
        assertThat(wrong.path("target").asDouble()).isEqualTo(0.9);
        JsonNode reason = wrong.path("reasons").path(0);
        assertThat(reason.path("document").asText()).isEqualTo("SLO/spoilt");
        assertThat(reason.path("path").asText()).isEqualTo("spec.objectives[0].target");
        assertThat(reason.path("line").asInt()).isEqualTo(16);
        assertThat(reason.path("message").asText()).isNotEmpty();
        assertThat(listed(ACME, "spoilt").path("state").asText()).isEqualTo("wrong");
        publish("acme", "spoilt", WritesIT.slo("spoilt", "0.9"));
        assertThat(one(ACME, "spoilt").path("state").asText()).isEqualTo("active");
    }

    @Test
    void aDocumentThatWasNeverRightIsShownByItsName() throws Exception {
        publish("acme", "never", WritesIT.slo("never", "7"));
        publish("acme", "misnamed", WritesIT.slo("other-name", "0.9"));
        for (String name : new String[] {"never", "misnamed"}) {
            JsonNode wrong = one(ACME, name);
            assertThat(wrong.path("state").asText()).isEqualTo("wrong");
            assertThat(wrong.path("reasons")).isNotEmpty();
            assertThat(wrong.path("target").isNull()).isTrue();
            assertThat(listed(ACME, name).path("indicator").isNull()).isTrue();
            assertThat(json(ACME, "/api/v1/slos/" + name + "/burn-rate")
                            .path("target")
                            .isNull())
                    .isTrue();
            assertThat(json(ACME, "/api/v1/slos/" + name + "/series")
                            .path("generation")
                            .isNull())
                    .isTrue();
        }
        assertThat(QUERY.get(ACME, "/api/v1/slos/other-name").statusCode()).isEqualTo(404);
        assertThat(QUERY.get(ACME, "/api/v1/slos/never-label").statusCode()).isEqualTo(404);
    }

    /** Records a document, or its deletion, as written an hour ago; returns when. */
    private static Instant publish(String tenant, String name, @Nullable String text) throws SQLException {
        Instant written = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
        QUERY.sql()
                .execute("INSERT INTO slo_documents (topic_id, position, tenant, kind, name, text, written_at, origin) "
                        + "SELECT 'topic', max(position) + 1, '" + tenant + "', 'SLO', '" + name + "', "
                        + (text == null ? "NULL" : "'" + text + "'") + ", '" + written
                        + "', 'file' FROM slo_documents");
        return written;
    }

    /** Writes the row that the job writes for an objective of {@link WritesIT#slo}. */
    private static void take(String tenant, String name, String target) throws SQLException {
        QUERY.sql()
                .execute(
                        "INSERT INTO slos (tenant, slo, removed, service, display_name, generation, source, sli, target, "
                                + "period, rolling, method, no_data, tiers) VALUES ('" + tenant + "', '" + name
                                + "', false, 'shop', '" + name
                                + "', 7, 'rum', '{\"where\": {}, \"good\": {\"ok\": true}}', "
                                + target + ", '7d', true, 'Occurrences', 'ignore', '{}')");
    }

    private static String nextMinute(Instant written) {
        return written.truncatedTo(ChronoUnit.MINUTES)
                .plusSeconds(60)
                .toString()
                .replace("Z", ".000Z");
    }

    private static JsonNode listed(String token, String id, String... parameters) throws IOException {
        for (JsonNode item :
                json(token, "/api/v1/slos" + String.join("", parameters)).path("items")) {
            if (item.path("id").asText().equals(id)) {
                return item;
            }
        }
        return MissingNode.getInstance();
    }

    private static JsonNode one(String token, String id) throws IOException {
        return json(token, "/api/v1/slos/" + id);
    }

    private static JsonNode json(String token, String path) throws IOException {
        HttpResponse<String> answer = QUERY.get(token, path);
        assertThat(answer.statusCode()).as(path + ' ' + answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body());
    }
}
