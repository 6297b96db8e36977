package io.convergence.query.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.slo.budget.ErrorBudget;
import io.convergence.query.store.Clause;
import io.convergence.query.store.StoreSession;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reader of objectives with the latest snapshot of the group that has the least budget left. */
final class ObjectiveReader {
    /** Snapshots are written at least each five minutes while there is data, so this span contains two. */
    static final Duration RECENT = Duration.ofMinutes(11);

    private static final String SNAPSHOT =
            "n.slo_group, n.window_end, n.good, n.bad, n.total, n.consumed, n.remaining, "
                    + "n.windows, n.burn, n.status, n.coverage, n.cold_start, n.burn_window, n.exhaustion_seconds, "
                    + "n.roll_off_exhaustion_seconds, n.target AS snapshot_target";

    /** An objective of a document with several has the document's name, a hyphen and a label; the longest name counts. */
    private static final String SELECT = "SELECT s.slo AS id, s.display_name, s.service, s.source, s.sli, s.target, "
            + "s.period, s.rolling, s.calendar_anchor, s.calendar_zone, s.method, s.slice_target, s.slice_seconds, "
            + "s.no_data, s.tiers, s.runbook_url, s.url, s.effective_from, s.generation::text AS generation, "
            + "ARRAY(SELECT DISTINCT f.tier FROM signals AS f WHERE f.tenant = s.tenant AND f.slo = s.slo "
            + "AND f.status = 'firing' AND f.tier IS NOT NULL ORDER BY f.tier) AS firing, d.origin AS managed_by, "
            + "d.text AS document, d.position AS document_position, g.*, "
            + "greatest(s.effective_from, date_trunc('minute', d.written_at) + interval '1 min') AS holds_from "
            + "FROM slos AS s LEFT JOIN LATERAL (SELECT count(*) OVER () AS groups, l.* FROM ("
            + "SELECT DISTINCT ON (n.slo_group) " + SNAPSHOT + " FROM slo_snapshots AS n WHERE n.tenant = s.tenant "
            + "AND n.slo = s.slo AND n.generation = s.generation AND n.window_end > ? "
            + "ORDER BY n.slo_group, n.window_end DESC) AS l ORDER BY l.remaining NULLS LAST, l.slo_group LIMIT 1) AS g "
            + "ON true LEFT JOIN LATERAL (SELECT e.origin, e.text, e.position, e.written_at FROM slo_documents AS e "
            + "WHERE e.tenant = s.tenant AND e.kind = 'SLO' AND e.name IN (SELECT array_to_string((string_to_array("
            + "s.slo, '-'))[1:i], '-') FROM generate_subscripts(string_to_array(s.slo, '-'), 1) AS i) "
            + "ORDER BY length(e.name) DESC, e.written_at DESC, e.position DESC LIMIT 1) AS d ON true "
            + "WHERE s.tenant = ? AND NOT s.removed";

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
            "managed_by");
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
            List.of("sli", "tiers", "slice_seconds", "slice_target", "no_data", "effective_from", "runbook_url", "url");

    private ObjectiveReader() {}

    /** All objectives of the tenant, in no order. */
    static List<ObjectNode> all(
            StoreSession session, Instant newest, @Nullable String service, @Nullable String source) {
        Clause clause = Clause.of(SELECT, newest.minus(RECENT), session.tenant())
                .and("s.service = ?", service)
                .and("s.source = ?", source);
        return session.rows("slos", clause).stream()
                .map(row -> item(row, newest))
                .toList();
    }

    /** The document of an objective as it was published, with {@code document_position}; null without an objective. */
    static @Nullable ObjectNode document(StoreSession session, Instant newest, String id) {
        return session.first(
                "slo", Clause.of(SELECT, newest.minus(RECENT), session.tenant()).add("AND s.slo = ?", id));
    }

    /** An objective with its definition, or null. */
    static @Nullable ObjectNode one(StoreSession session, Instant newest, String id) {
        ObjectNode row = document(session, newest, id);
        if (row == null) {
            return null;
        }
        ObjectNode item = item(row, newest);
        OF_DETAIL.forEach(name -> item.set(name, row.path(name)));
        item.set("document", JsonDocument.of(row.path("document").textValue()));
        if (row.path("rolling").asBoolean()) {
            item.putNull("calendar");
        } else {
            ObjectNode calendar = item.putObject("calendar");
            calendar.set("anchor", row.path("calendar_anchor"));
            calendar.set("zone", row.path("calendar_zone"));
        }
        return item;
    }

    /** The latest recent snapshot of a group with {@code tiers} of the definition, or null without an objective. */
    static @Nullable ObjectNode burnRate(StoreSession session, Instant newest, String id, @Nullable String group) {
        ObjectNode objective = document(session, newest, id);
        if (objective == null) {
            return null;
        }
        ObjectNode snapshot = objective;
        if (group != null && !group.equals(objective.path("slo_group").asText())) {
            ObjectNode found = session.first(
                    "burn-rate",
                    Clause.of(
                            "SELECT " + SNAPSHOT + " FROM slo_snapshots AS n WHERE n.tenant = ? AND n.slo = ? "
                                    + "AND n.generation = ? AND n.slo_group = ? AND n.window_end > ? "
                                    + "ORDER BY n.window_end DESC LIMIT 1",
                            session.tenant(),
                            id,
                            Long.parseLong(objective.path("generation").asText()),
                            group,
                            newest.minus(RECENT)));
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
        body.put("target", target);
        body.set("windows", states.windows());
        body.set("tiers", states.tiers(objective.path("tiers"), firingSince(session, id, shown)));
        return body;
    }

    private static Map<String, String> firingSince(StoreSession session, String id, String group) {
        Map<String, String> since = new HashMap<>();
        session.rows(
                        "firing-tiers",
                        Clause.of(
                                "SELECT tier, starts_at FROM signals WHERE tenant = ? AND slo = ? AND slo_group = ? "
                                        + "AND status = 'firing' AND tier IS NOT NULL",
                                session.tenant(),
                                id,
                                group))
                .forEach(row -> since.put(
                        row.path("tier").asText(), row.path("starts_at").asText()));
        return since;
    }

    private static ObjectNode item(ObjectNode row, Instant newest) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        OF_DEFINITION.forEach(name -> item.set(name, row.path(name)));
        item.put("indicator", IndicatorText.of(row.path("source").asText(), row.path("sli")));
        JsonNode holdsFrom = row.path("holds_from");
        boolean isPending =
                holdsFrom.isTextual() && Instant.parse(holdsFrom.asText()).isAfter(newest);
        item.put("state", isPending ? "pending" : "active");
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
