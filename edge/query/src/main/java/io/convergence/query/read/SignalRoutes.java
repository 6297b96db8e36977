package io.convergence.query.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.signal.SignalKind;
import io.convergence.query.feed.ByTenant;
import io.convergence.query.feed.SignalDeliveries;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.Cursor;
import io.convergence.query.http.Parameters;
import io.convergence.query.http.Reply;
import io.convergence.query.http.TimeRange;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import java.util.Arrays;
import java.util.List;

/** Routes of signals and of reports of objectives, the newest first. */
public final class SignalRoutes {
    private static final List<String> KINDS =
            Arrays.stream(SignalKind.values()).map(SignalKind::label).toList();
    /** Items of the list of signals, without a condition. */
    static final String SIGNALS = "SELECT dedup_key, episode, sequence, id, incident, status, reason, name, plane, "
            + "kind, severity, app, host, service, slo, slo_group AS \"group\", tier, title, message, starts_at, ends_at, "
            + "occurred_at, evidence, replay FROM signals";

    private static final String REPORTS = "SELECT slo, generation::text AS generation, slo_group AS \"group\", kind, "
            + "period_start, period_end, good, bad, total, target, method, compliance, consumed, remaining, met, events, "
            + "bad_events, observed_minutes, breach_minutes, worst_burn, worst_burn_bad, worst_burn_total, worst_burn_at, "
            + "attribution FROM slo_reports";
    private static final int LONGEST_KEY = 1_000;

    private final Store store;
    private final ByTenant<SignalDeliveries> deliveries;

    /** Routes over a store, with what is known of deliveries. */
    public SignalRoutes(Store store, ByTenant<SignalDeliveries> deliveries) {
        this.store = store;
        this.deliveries = deliveries;
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get(
                        "/api/v1/signals",
                        "status kind severity app host slo dedup_key from to replayed limit cursor",
                        this::signals),
                ApiRoute.get("/api/v1/reports", "slo kind group from to limit cursor", this::reports));
    }

    private Reply signals(ApiRequest request) {
        Parameters parameters = request.parameters();
        TimeRange range = parameters.range(request.now(), Spans.USUAL, Spans.LIST);
        String key = parameters.text("dedup_key", text -> text.length() <= LONGEST_KEY, "the dedup_key of a signal");
        Clause clause = Clause.of(SIGNALS)
                .add("WHERE tenant = ?", request.tenant())
                .and("status = ANY (?)", parameters.words("status", List.of("firing", "resolved")))
                .and("kind = ANY (?)", parameters.words("kind", KINDS))
                .and(
                        "severity = ANY (?)",
                        parameters.words("severity", List.of("critical", "error", "warning", "info")))
                .and("app = ?", parameters.name("app"))
                .and("host = ?", parameters.host("host"))
                .and("slo = ?", parameters.text("slo", Names::isName, Names.RULE))
                .and("dedup_key = ?", key)
                .and("replay = ?", parameters.flag("replayed"));
        if (key == null) {
            // A signal that fires is listed however long ago it began.
            clause.add("AND starts_at < ? AND (starts_at >= ? OR status = 'firing')", range.to(), range.from());
        }
        int limit = parameters.limit();
        List<String> after = Cursor.key(request, 3);
        if (after != null) {
            clause.add(
                    "AND (starts_at, dedup_key, episode) < (?, ?, ?)",
                    Cursor.time(after.get(0)),
                    after.get(1),
                    Cursor.number(after.get(2)));
        }
        clause.add("ORDER BY starts_at DESC, dedup_key DESC, episode DESC LIMIT ?", limit + 1);
        List<ObjectNode> items = store.read(request.tenant(), session -> session.rows("signals", clause));
        addDeliveries(items, deliveries.of(request.tenant()));
        return Cursor.page(request, items, limit, List.of("starts_at", "dedup_key", "episode"));
    }

    /** Adds to each signal what each receiver was sent last about its episode. */
    static void addDeliveries(List<ObjectNode> signals, SignalDeliveries deliveries) {
        for (ObjectNode signal : signals) {
            signal.set(
                    "deliveries",
                    deliveries.of(
                            signal.path("dedup_key").asText(),
                            signal.path("episode").asLong()));
        }
    }

    private Reply reports(ApiRequest request) {
        Parameters parameters = request.parameters();
        TimeRange range = parameters.range(request.now(), Spans.LIST, Spans.REPORTS);
        Clause clause = Clause.of(REPORTS)
                .add("WHERE tenant = ?", request.tenant())
                .add("AND period_start >= ? AND period_start < ?", range.from(), range.to())
                .and("slo = ?", parameters.text("slo", Names::isName, Names.RULE))
                .and("kind = ANY (?)", parameters.words("kind", List.of("day", "week", "month", "quarter", "period")))
                .and("slo_group = ?", parameters.text("group", Names::isGroup, Names.GROUP_RULE));
        int limit = parameters.limit();
        List<String> after = Cursor.key(request, 5);
        if (after != null) {
            clause.add(
                    "AND (period_start, kind, slo, slo_group, generation) < (?, ?, ?, ?, ?)",
                    Cursor.time(after.get(0)),
                    after.get(1),
                    after.get(2),
                    after.get(3),
                    Cursor.number(after.get(4)));
        }
        clause.add(
                "ORDER BY period_start DESC, kind DESC, slo DESC, slo_group DESC, slo_reports.generation DESC LIMIT ?",
                limit + 1);
        List<ObjectNode> items = store.read(request.tenant(), session -> session.rows("reports", clause));
        return Cursor.page(request, items, limit, List.of("period_start", "kind", "slo", "group", "generation"));
    }
}
