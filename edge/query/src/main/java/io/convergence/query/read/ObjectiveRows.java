package io.convergence.query.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.slo.definition.SloDefinition;
import io.convergence.core.yaml.Problem;
import io.convergence.query.http.JsonTime;
import io.convergence.query.objectives.CompiledDocuments;
import io.convergence.query.objectives.PublishedObjective;
import io.convergence.query.objectives.PublishedObjectives;
import io.convergence.query.store.Clause;
import io.convergence.query.store.StoreSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Objectives as JSON objects: the job's row of each with the latest snapshot of the group that has the least budget left,
 * beside what the newest record of its document is. An objective that the job has not taken in yet has a row that is made of
 * its document. Further fields: {@code managed_by, document, document_tag, state, reasons, effective_from}.
 */
final class ObjectiveRows {
    /** Snapshots are written at least each five minutes while there is data, so this span contains two. */
    static final Duration RECENT = Duration.ofMinutes(11);

    /** Columns of a snapshot. */
    static final String SNAPSHOT = "n.slo_group, n.window_end, n.good, n.bad, n.total, n.consumed, n.remaining, "
            + "n.windows, n.burn, n.status, n.coverage, n.cold_start, n.burn_window, n.exhaustion_seconds, "
            + "n.roll_off_exhaustion_seconds, n.target AS snapshot_target";

    private static final String SELECT = "SELECT s.slo AS id, s.display_name, s.service, s.source, s.sli, s.target, "
            + "s.period, s.rolling, s.calendar_anchor, s.calendar_zone, s.method, s.slice_target, s.slice_seconds, "
            + "s.no_data, s.tiers, s.runbook_url, s.url, s.effective_from, s.generation::text AS generation, "
            + "ARRAY(SELECT DISTINCT f.tier FROM signals AS f WHERE f.tenant = s.tenant AND f.slo = s.slo "
            + "AND f.status = 'firing' AND f.tier IS NOT NULL ORDER BY f.tier) AS firing, g.* "
            + "FROM slos AS s LEFT JOIN LATERAL (SELECT count(*) OVER () AS groups, " + SNAPSHOT
            + " FROM slo_status AS n WHERE n.tenant = s.tenant AND n.slo = s.slo AND n.generation = s.generation "
            + "AND n.window_end > ? ORDER BY n.remaining NULLS LAST, n.slo_group LIMIT 1) AS g ON true WHERE s.tenant = ? AND NOT s.removed";

    private final PublishedObjectives published;

    ObjectiveRows(PublishedObjectives published) {
        this.published = published;
    }

    /** Every objective of the session's tenant, in no order. */
    List<ObjectNode> all(StoreSession session, Instant newest) {
        CompiledDocuments documents = published.of(session);
        List<ObjectNode> rows =
                new ArrayList<>(session.rows("slos", Clause.of(SELECT, newest.minus(RECENT), session.tenant())));
        Set<String> known = new HashSet<>();
        Set<String> knownDocuments = new HashSet<>();
        for (ObjectNode row : rows) {
            String id = row.path("id").asText();
            PublishedObjective objective = documents.find(id);
            known.add(id);
            if (objective != null) {
                knownDocuments.add(objective.documentName());
            }
            complete(row, objective, newest);
        }
        for (PublishedObjective objective : documents.all()) {
            // A document with errors of which the job follows an earlier version is shown with the rows of that.
            boolean isShown = known.contains(objective.id())
                    || (objective.definition() == null && knownDocuments.contains(objective.documentName()));
            if (!isShown) {
                rows.add(unknown(objective));
            }
        }
        return rows;
    }

    /** One objective, or null. */
    @Nullable
    ObjectNode one(StoreSession session, Instant newest, String id) {
        PublishedObjective objective = published.of(session).find(id);
        ObjectNode row = session.first(
                "slo", Clause.of(SELECT, newest.minus(RECENT), session.tenant()).add("AND s.slo = ?", id));
        if (row != null) {
            complete(row, objective, newest);
            return row;
        }
        return objective != null && isDefined(objective, id) ? unknown(objective) : null;
    }

    /** Whether there is an objective of this name, with or without a row of the job. */
    boolean exists(StoreSession session, String id) {
        ObjectNode row = session.first(
                "slo-exists",
                Clause.of("SELECT slo FROM slos WHERE tenant = ? AND slo = ? AND NOT removed", session.tenant(), id));
        if (row != null) {
            return true;
        }
        PublishedObjective objective = published.of(session).find(id);
        return objective != null && isDefined(objective, id);
    }

    /** Whether a document defines the objective, or would define one of its own name without its errors. */
    private static boolean isDefined(PublishedObjective objective, String id) {
        boolean isNeverRight =
                !objective.errors().isEmpty() && objective.documentName().equals(id);
        return isNeverRight || objective.definition() != null;
    }

    /** Adds to a row of the job what its document is, and whether the job follows it. */
    private static void complete(ObjectNode row, @Nullable PublishedObjective objective, Instant newest) {
        Instant taken = row.path("effective_from").isTextual()
                ? Instant.parse(row.path("effective_from").asText())
                : Instant.MIN;
        Instant published = objective == null ? taken : objective.effectiveFrom();
        boolean isWrong = objective != null && !objective.errors().isEmpty();
        boolean isPending = taken.isAfter(newest)
                || published.isAfter(newest)
                || (objective != null && !isFollowed(row, objective.definition()));
        String state = isPending ? "pending" : "active";
        addDocument(row, objective, isWrong ? "wrong" : state);
        if (!isWrong && isPending) {
            row.put("effective_from", JsonTime.of(published.isAfter(taken) ? published : taken));
        }
    }

    /** Whether the job's row is of a definition, as far as their promises tell; a row without a definition is not. */
    private static boolean isFollowed(ObjectNode row, @Nullable SloDefinition definition) {
        return definition != null
                && TierStates.ppm(row.path("target").asDouble()) == definition.targetPpm()
                && row.path("period").asText().equals(definition.period().label())
                && row.path("rolling").asBoolean() == definition.period().rolling()
                && row.path("method").asText().equals(definition.method().label());
    }

    private static ObjectNode unknown(PublishedObjective objective) {
        SloDefinition definition = objective.definition();
        ObjectNode row = definition == null ? DefinitionRow.without(objective.id()) : DefinitionRow.of(definition);
        row.put("effective_from", definition == null ? null : JsonTime.of(objective.effectiveFrom()));
        addDocument(row, objective, definition == null ? "wrong" : "pending");
        return row;
    }

    private static void addDocument(ObjectNode row, @Nullable PublishedObjective objective, String state) {
        row.put("managed_by", objective == null ? null : objective.origin());
        row.put("document", objective == null ? null : objective.text());
        row.put("document_tag", objective == null ? null : objective.tag());
        row.put("state", state);
        ArrayNode reasons = row.putArray("reasons");
        if (objective != null) {
            objective.errors().forEach(error -> reasons.add(reason(error)));
        }
    }

    private static JsonNode reason(Problem error) {
        ObjectNode reason = JsonNodeFactory.instance.objectNode();
        reason.put("document", error.source());
        reason.put("line", error.line());
        reason.put("path", error.path());
        return reason.put("message", error.message());
    }
}
