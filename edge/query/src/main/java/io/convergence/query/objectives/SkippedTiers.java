package io.convergence.query.objectives;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.convergence.core.slo.definition.BurnPolicies;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.openslo.Document;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tiers of the chosen burn policy that an objective does not have: they could never fire, or do not fit its period. */
final class SkippedTiers {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SkippedTiers() {}

    /**
     * Names of the tiers. Empty for an objective with alert policies of its own, which replace the burn policy.
     *
     * @param documents documents without errors, the objective's among them
     */
    static List<String> of(SloDefinition definition, List<Document> documents) {
        Map<String, Document> byName = new HashMap<>();
        documents.stream()
                .filter(document -> document.kind().equals(StoredObjective.KIND))
                .forEach(document -> byName.put(document.name(), document));
        Document document = DocumentNames.find(definition.name(), byName);
        return document == null ? List.of() : skipped(definition, document);
    }

    private static List<String> skipped(SloDefinition definition, Document document) {
        try {
            JsonNode json = MAPPER.readTree(document.text());
            if (!json.path("spec").path("alertPolicies").isEmpty()) {
                return List.of();
            }
            String policy = json.path("metadata")
                    .path("annotations")
                    .path("convergence/burn-policy")
                    .asText(BurnPolicies.WORKBOOK);
            List<String> kept = definition.tiers().stream().map(BurnTier::name).toList();
            return BurnPolicies.tiers(policy, definition.period()).stream()
                    .map(BurnTier::name)
                    .filter(name -> !kept.contains(name))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document is not JSON", e);
        }
    }
}
