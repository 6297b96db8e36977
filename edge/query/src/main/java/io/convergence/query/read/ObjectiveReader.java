package io.convergence.query.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.signal.SignalSubject;
import io.convergence.core.slo.budget.ErrorBudget;
import io.convergence.query.objectives.PublishedObjectives;
import io.convergence.query.store.Clause;
import io.convergence.query.store.StoreSession;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reader of objectives in the form of the answers. */
final class ObjectiveReader {
    private static final List<String> OF_DEFINITION = List.of(
            "id",
            "display_name",
            "service",
            "source",
            "target",
            "period",
            "rolling",
            "method",
            "generation",
            "managed_by",
            "state",
            "reasons",
            "effective_from");
    private static final List<String> OF_SNAPSHOT = List.of(
            "status",
            "good",
            "bad",
            "total",
            "consumed",
            "remaining",
            "burn",
            "coverage",
            "cold_start",
            "exhaustion_seconds",
            "roll_off_exhaustion_seconds");
    private static final List<String> OF_DETAIL =
            List.of("sli", "tiers", "slice_seconds", "slice_target", "no_data", "runbook_url", "url", "document_tag");

    private final ObjectiveRows rows;

    ObjectiveReader(PublishedObjectives published) {
        this.rows = new ObjectiveRows(published);
    }

    /** All objectives of the tenant, in no order. */
    List<ObjectNode> all(StoreSession session, Instant newest) {
        return rows.all(session, newest).stream().map(ObjectiveReader::item).toList();
    }

    /** Whether there is an objective of this name. */
    boolean exists(StoreSession session, String id) {
        return rows.exists(session, id);
    }

    /** An objective with its definition, or null. */
    @Nullable
    ObjectNode one(StoreSession session, Instant newest, String id) {
        ObjectNode row = rows.one(session, newest, id);
        if (row == null) {
            return null;
        }
        ObjectNode item = item(row);
        OF_DETAIL.forEach(name -> item.set(name, row.path(name)));
        item.set("document", JsonDocument.of(row.path("document").textValue()));
        if (row.path("rolling").asBoolean(true)) {
            item.putNull("calendar");
        } else {
            ObjectNode calendar = item.putObject("calendar");
            calendar.set("anchor", row.path("calendar_anchor"));
            calendar.set("zone", row.path("calendar_zone"));
        }
        return item;
    }

    /** The latest recent snapshot of a group with {@code tiers} of the definition, or null without an objective. */
    @Nullable
    ObjectNode burnRate(StoreSession session, Instant newest, String id, @Nullable String group) {
        ObjectNode objective = rows.one(session, newest, id);
        if (objective == null) {
            return null;
        }
        ObjectNode snapshot = objective;
        if (group != null && !group.equals(objective.path("slo_group").asText())) {
            ObjectNode found = session.first(
                    "burn-rate",
                    Clause.of(
                            "SELECT " + ObjectiveRows.SNAPSHOT
                                    + " FROM slo_status AS n WHERE n.tenant = ? AND n.slo = ? "
                                    + "AND n.generation = ? AND n.slo_group = ? AND n.window_end > ?",
                            session.tenant(),
                            id,
                            generation(objective),
                            group,
                            newest.minus(ObjectiveRows.RECENT)));
            snapshot = found == null ? JsonNodeFactory.instance.objectNode() : found;
        }
        return burnRate(session, id, group, objective, snapshot);
    }

    private static ObjectNode burnRate(
            StoreSession session, String id, @Nullable String group, ObjectNode objective, ObjectNode snapshot) {
        String shown = group == null ? snapshot.path("slo_group").asText("") : group;
        double target = snapshot.path("snapshot_target")
                .asDouble(objective.path("target").asDouble());
        TierStates states = new TierStates(target, snapshot.path("windows"), snapshot.path("burn"));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("slo", id);
        body.put("group", shown);
        body.set("as_of", orNull(snapshot, "window_end"));
        if (objective.path("target").isNull()) {
            body.putNull("target");
        } else {
            body.put("target", target);
        }
        body.set("windows", states.windows());
        body.set("tiers", states.tiers(objective.path("tiers"), firingSince(session, id, shown)));
        return body;
    }

    private static Map<String, String> firingSince(StoreSession session, String id, String group) {
        Map<String, String> since = new HashMap<>();
        session.rows(
                        "firing-tiers",
                        Clause.of(
                                "SELECT tier, starts_at FROM signals WHERE tenant = ? AND slo = ? AND slo_group IN (?, ?) "
                                        + "AND status = 'firing' AND tier IS NOT NULL",
                                session.tenant(),
                                id,
                                group,
                                SignalSubject.ALL_GROUPS))
                .forEach(row -> since.put(
                        row.path("tier").asText(), row.path("starts_at").asText()));
        return since;
    }

    /** The generation of an objective; 0, which has no rows, for one that was never right. */
    static long generation(ObjectNode objective) {
        return Long.parseLong(objective.path("generation").asText("0"));
    }

    private static ObjectNode item(ObjectNode row) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        OF_DEFINITION.forEach(name -> item.set(name, row.path(name)));
        String source = row.path("source").textValue();
        item.put("indicator", source == null ? null : IndicatorText.of(source, row.path("sli")));
        item.put("groups", row.path("groups").asLong());
        item.set("group", orNull(row, "slo_group"));
        OF_SNAPSHOT.forEach(name -> item.set(name, orNull(row, name)));
        if (row.path("window_end").isNull()) {
            item.put("status", "no_data");
            item.putNull("bad_left");
        } else {
            item.put("bad_left", badLeft(row));
        }
        item.set(
                "firing",
                row.path("firing") instanceof ArrayNode firing ? firing : JsonNodeFactory.instance.arrayNode());
        item.set("as_of", orNull(row, "window_end"));
        return item;
    }

    /** Bad units until no budget remains, rounded down; negative when it is overspent. */
    private static long badLeft(ObjectNode row) {
        long budget =
                ErrorBudget.MILLION - TierStates.ppm(row.path("snapshot_target").asDouble());
        long allowed = Math.floorDiv(Math.multiplyExact(row.path("total").asLong(), budget), ErrorBudget.MILLION);
        return allowed - row.path("bad").asLong();
    }

    private static JsonNode orNull(ObjectNode row, String name) {
        JsonNode value = row.path(name);
        return value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value;
    }
}
