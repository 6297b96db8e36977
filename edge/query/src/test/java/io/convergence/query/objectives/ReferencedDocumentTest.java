package io.convergence.query.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.convergence.query.http.ApiProblem;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deletion of a document to which others refer. Over HTTP only SLO documents are deleted, to which no kind refers. */
class ReferencedDocumentTest {
    private static final List<PresentDocuments.Text> PRESENT =
            List.of(text("SLI", "pay-views", """
                    apiVersion: openslo/v1
                    kind: SLI
                    metadata: {name: pay-views}
                    spec:
                      ratioMetric:
                        counter: true
                        total: {metricSource: {type: convergence, spec: {source: rum, where: {app: shop}}}}
                        good: {metricSource: {type: convergence, spec: {source: rum, where: {app: shop}, good: {ok: true}}}}
                    """), text("SLO", "paying", """
                    apiVersion: openslo/v1
                    kind: SLO
                    metadata: {name: paying}
                    spec:
                      service: shop
                      indicatorRef: pay-views
                      timeWindow: [{duration: 30d, isRolling: true}]
                      budgetingMethod: Occurrences
                      objectives: [{target: 0.985}]
                    """));

    @Test
    void isRefusedAndNamesTheDocumentsThatRefer() {
        ApiProblem problem = catchThrowableOfType(
                ApiProblem.class, () -> RequestText.refuseReferences("acme", PRESENT, "SLI/pay-views"));
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.type()).isEqualTo("referenced");
        JsonNode errors = problem.json("id").path("errors");
        assertThat(errors).hasSize(1);
        assertThat(errors.path(0).path("detail").asText()).startsWith("SLO/paying: ");
    }

    @Test
    void isAcceptedWhenNoneRefers() {
        RequestText.refuseReferences("acme", PRESENT, "SLO/paying");
    }

    private static PresentDocuments.Text text(String kind, String name, String yaml) {
        return new PresentDocuments.Text(kind, name, yaml, 1, "api", "ana", Instant.EPOCH);
    }
}
