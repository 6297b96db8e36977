package io.convergence.query;

import static io.convergence.query.SeededQuery.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks of documents against those of the tenant, over a real database. */
class ValidationIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final SeededQuery QUERY = SeededQuery.start();

    private static final String SLI = """
            apiVersion: openslo/v1
            kind: SLI
            metadata: {name: pay-views}
            spec:
              ratioMetric:
                counter: true
                total:
                  metricSource:
                    type: convergence
                    spec: {source: rum, where: {app: shop}}
                good:
                  metricSource:
                    type: convergence
                    spec: {source: rum, where: {app: shop}, good: {ok: true}}
            """;

    private static final String SLO = """
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: paying}
            spec:
              service: shop
              indicatorRef: pay-views
              timeWindow: [{duration: 30d, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{target: 0.985}]
            """;

    @BeforeAll
    static void publish() throws SQLException, IOException {
        for (String document : new String[] {"SLI', 'pay-views', '" + SLI, "SLO', 'paying', '" + SLO}) {
            QUERY.sql()
                    .execute(
                            "INSERT INTO slo_documents (topic_id, position, tenant, kind, name, text, written_at, origin) "
                                    + "SELECT 'topic', max(position) + 1, 'acme', '" + document
                                    + "', now(), 'file' FROM slo_documents");
        }
        String generation =
                validate(SLO).path("objectives").path(0).path("generation").asText();
        QUERY.sql()
                .execute(
                        "INSERT INTO slo_snapshots SELECT (jsonb_populate_record(n, '{\"slo\": \"paying\", \"generation\": "
                                + generation + "}')).* FROM slo_snapshots AS n WHERE tenant = 'acme'");
        QUERY.sql().query("SELECT fill_slo_status()");
    }

    @AfterAll
    static void close() {
        QUERY.close();
    }

    @Test
    void anotherTargetShowsWhatItWouldMakeOfThePresentCounts() throws IOException {
        JsonNode same = validate(SLO);
        assertThat(same.path("valid").asBoolean()).isTrue();
        assertThat(same.path("documents").path(0).path("change").asText()).isEqualTo("unchanged");
        JsonNode changed = validate(SLO.replace("0.985", "0.99"));
        assertThat(changed.path("valid").asBoolean()).isTrue();
        assertThat(changed.path("documents").path(0).path("change").asText()).isEqualTo("changed");
        JsonNode objective = changed.path("objectives").path(0);
        assertThat(objective.path("id").asText()).isEqualTo("paying");
        JsonNode page = objective.path("tiers").path(0);
        assertThat(page.path("name").asText()).isEqualTo("page-1h");
        assertThat(page.path("bad_ratio").asDouble()).isCloseTo(0.144, within(1e-9));
        assertThat(objective.path("effect").path("now").path("consumed").asDouble())
                .isEqualTo(0.588);
        // 1,769 bad of 200,000: 2,000 may be bad under the new target.
        assertThat(objective.path("effect").path("then").path("consumed").asDouble())
                .isEqualTo(1_769.0 / 2_000);
    }

    @Test
    void tiersThatCanNeverFireAreNamed() throws IOException {
        assertThat(validate(SLO).path("objectives").path(0).path("skipped_tiers"))
                .isEmpty();
        // Nothing burns faster than 4 times a budget of a quarter.
        JsonNode skipped = validate(SLO.replace("0.985", "0.75"))
                .path("objectives")
                .path(0)
                .path("skipped_tiers");
        assertThat(skipped.toString()).isEqualTo("[\"page-1h\",\"page-6h\"]");
    }

    @Test
    void anotherIndicatorBeginsAnewAndReachesTheObjectivesThatReferToIt() throws IOException {
        JsonNode changed = validate(SLI.replace("app: shop", "app: api"));
        assertThat(changed.path("valid").asBoolean()).isTrue();
        assertThat(changed.path("objectives").path(0).path("id").asText()).isEqualTo("paying");
        assertThat(changed.path("objectives").path(0).path("effect").isNull()).isTrue();
        JsonNode wrong = validate(SLI.replace("good: {ok: true}", "good: {ok: maybe}"));
        assertThat(wrong.path("valid").asBoolean()).isFalse();
        assertThat(wrong.path("problems").findValuesAsText("stored")).contains("SLO/paying");
    }

    @Test
    void everyProblemHasItsPlaceAndNothingOfAnotherTenantIsKnown() throws IOException {
        JsonNode wrong = validate("---\n" + SLI + "---\n" + SLO.replace("0.985", "2"));
        assertThat(wrong.path("valid").asBoolean()).isFalse();
        JsonNode problem = wrong.path("problems").path(0);
        assertThat(problem.path("severity").asText()).isEqualTo("error");
        assertThat(problem.path("stored").isNull()).isTrue();
        assertThat(problem.path("document").asInt()).isEqualTo(2);
        assertThat(problem.path("path").asText()).isEqualTo("spec.objectives[0].target");
        assertThat(validate(SLO.replace("{name: paying}", "{name: paying, labels: {tenant: globex}}"))
                        .path("valid")
                        .asBoolean())
                .isFalse();
        assertThat(validate(SLO.replace("indicatorRef: pay-views", "indicatorRef: none"))
                        .path("valid")
                        .asBoolean())
                .isFalse();
        assertThat(validate("{").path("valid").asBoolean()).isFalse();
        assertThat(post(BodyPublishers.ofByteArray(new byte[] {(byte) 0xff, (byte) 0xfe}))
                        .statusCode())
                .isEqualTo(400);
    }

    private static JsonNode validate(String yaml) throws IOException {
        HttpResponse<String> answer = post(BodyPublishers.ofString(yaml));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body());
    }

    private static HttpResponse<String> post(BodyPublisher body) {
        return QUERY.send(QUERY.request("/api/v1/slos/validate")
                .header("Authorization", "Bearer " + ACME)
                .header("Content-Type", "application/yaml")
                .POST(body));
    }
}
