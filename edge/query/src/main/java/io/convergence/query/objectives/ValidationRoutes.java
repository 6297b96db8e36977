package io.convergence.query.objectives;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.arithmetic.Fraction;
import io.convergence.core.codec.WindowLabel;
import io.convergence.core.slo.budget.ErrorBudget;
import io.convergence.core.slo.definition.BurnTier;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.slo.openslo.Document;
import io.convergence.core.yaml.Problem;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.Reply;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import io.convergence.query.store.StoreSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Route that checks documents against the present ones of the tenant and shows what they would change. It writes nothing. */
public final class ValidationRoutes {
    /** The latest recent snapshot of the group with the least budget. */
    private static final String SNAPSHOT = "SELECT n.bad, n.total, n.consumed, n.remaining FROM slo_status AS n "
            + "WHERE n.tenant = ? AND n.slo = ? AND n.generation = ? AND n.window_end > (SELECT max(v.window_end) "
            + "FROM convergence_verdicts AS v WHERE v.tenant = ?) - interval '11 min' "
            + "ORDER BY n.window_end DESC, n.remaining NULLS LAST LIMIT 1";

    private final Store store;

    /** The route over a store. */
    public ValidationRoutes(Store store) {
        this.store = store;
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(ApiRoute.check("/api/v1/slos/validate", this::validate));
    }

    private Reply validate(ApiRequest request) {
        String text = RequestText.of(request.body());
        return Reply.json(store.read(request.tenant(), session -> {
            SubmittedDocuments submitted =
                    SubmittedDocuments.read(session.tenant(), PresentDocuments.read(session), text);
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            List<Problem> problems = submitted.problems();
            body.put("valid", problems.stream().noneMatch(Problem::error));
            ArrayNode list = body.putArray("problems");
            problems.forEach(problem -> list.add(problem(problem)));
            ArrayNode objectives = body.putArray("objectives");
            for (SloDefinition definition : submitted.definitions()) {
                ObjectNode objective = objective(session, definition, submitted.present(definition.name()));
                ArrayNode skipped = objective.putArray("skipped_tiers");
                SkippedTiers.of(definition, submitted.after().documents()).forEach(skipped::add);
                objectives.add(objective);
            }
            ArrayNode documents = body.putArray("documents");
            for (Document document : submitted.documents()) {
                documents
                        .addObject()
                        .put("kind", document.kind())
                        .put("name", document.name())
                        .put("change", submitted.change(document));
            }
            return body;
        }));
    }

    private static ObjectNode problem(Problem problem) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("severity", problem.error() ? "error" : "warning");
        item.put("stored", SubmittedDocuments.isOfRequest(problem) ? null : problem.source());
        item.put("document", problem.document());
        item.put("line", problem.line());
        item.put("path", problem.path());
        item.put("message", problem.message());
        return item;
    }

    private static ObjectNode objective(
            StoreSession session, SloDefinition definition, @Nullable SloDefinition present) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("id", definition.name());
        item.put("target", (double) definition.targetPpm() / ErrorBudget.MILLION);
        item.put("generation", String.valueOf(definition.generation()));
        ArrayNode tiers = item.putArray("tiers");
        definition.tiers().forEach(tier -> tiers.add(tier(tier, definition.targetPpm())));
        item.set("effect", effect(session, definition, present));
        return item;
    }

    private static ObjectNode tier(BurnTier tier, int targetPpm) {
        double factor = (double) tier.factorNumerator() / tier.factorDenominator();
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("name", tier.name());
        item.put("severity", tier.severity().label());
        item.put("long", WindowLabel.of(tier.longMillis()));
        item.put("short", WindowLabel.of(tier.shortMillis()));
        item.put("factor", factor);
        item.put("bad_ratio", factor * (ErrorBudget.MILLION - targetPpm) / ErrorBudget.MILLION);
        return item;
    }

    /**
     * The budget of the group with the least budget, as it is and as the present counts would have it under the new
     * target. Null when the present counts are of something else: another indicator, method or period, or of nothing yet.
     */
    private static JsonNode effect(StoreSession session, SloDefinition definition, @Nullable SloDefinition present) {
        boolean isCountedAlike = present != null
                && present.generation() == definition.generation()
                && present.method() == definition.method()
                && present.period().equals(definition.period())
                && present.sliceTargetPpm() == definition.sliceTargetPpm()
                && present.sliceMillis() == definition.sliceMillis();
        ObjectNode counts = isCountedAlike
                ? session.first(
                        "validate",
                        Clause.of(
                                SNAPSHOT,
                                session.tenant(),
                                definition.name(),
                                definition.generation(),
                                session.tenant()))
                : null;
        if (counts == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        long bad = counts.path("bad").asLong();
        long total = counts.path("total").asLong();
        ObjectNode effect = JsonNodeFactory.instance.objectNode();
        ObjectNode now = effect.putObject("now");
        now.set("consumed", counts.path("consumed"));
        now.set("remaining", counts.path("remaining"));
        effect.putObject("then")
                .put("consumed", number(ErrorBudget.consumed(bad, total, definition.targetPpm())))
                .put("remaining", number(ErrorBudget.remaining(bad, total, definition.targetPpm())));
        return effect;
    }

    private static @Nullable Double number(@Nullable Fraction fraction) {
        return fraction == null ? null : fraction.toDouble();
    }
}
