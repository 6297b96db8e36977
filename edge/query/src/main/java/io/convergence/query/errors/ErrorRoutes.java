package io.convergence.query.errors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.Cursor;
import io.convergence.query.http.Parameters;
import io.convergence.query.http.Reply;
import io.convergence.query.http.TimeRange;
import io.convergence.query.read.Spans;
import io.convergence.query.read.TimeColumns;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import io.convergence.query.store.StoreSession;
import io.convergence.query.symbols.PresentStacks;
import io.convergence.query.symbols.RecordedStack;
import io.convergence.query.symbols.ShownStack;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Routes of groups of errors: a list, the one seen latest first, and one group with its minutes and a sample. */
public final class ErrorRoutes {
    private static final List<String> COUNTS = List.of("count", "sessions");

    private final Store store;
    private final PresentStacks stacks;

    /** Routes over a store. */
    public ErrorRoutes(Store store, PresentStacks stacks) {
        this.store = store;
        this.stacks = stacks;
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(
                ApiRoute.get("/api/v1/errors", "app host version from to limit cursor", this::list),
                ApiRoute.get("/api/v1/errors/{fingerprint}", "app host from to step", this::one));
    }

    private Reply list(ApiRequest request) {
        Parameters parameters = request.parameters();
        TimeRange range = parameters.range(request.now(), Spans.USUAL, Spans.LIST);
        int limit = parameters.limit();
        List<String> after = Cursor.key(request, 3);
        Clause clause = ErrorGroups.seenIn(request.tenant(), range).and("g.app = ?", parameters.name("app"));
        ErrorGroups.onHost(clause, request.tenant(), parameters.host("host"), range);
        ErrorGroups.ofVersion(
                clause,
                request.tenant(),
                parameters.text(
                        "version",
                        version -> version.matches("[A-Za-z0-9._+-]{1,64}"),
                        "1 to 64 characters of A-Z a-z 0-9 . _ + -"));
        if (after != null) {
            clause.add(
                    "AND (g.last_seen, g.app, g.fingerprint) < (?, ?, ?)",
                    Cursor.time(after.get(0)),
                    after.get(1),
                    after.get(2));
        }
        clause.add("ORDER BY g.last_seen DESC, g.app DESC, g.fingerprint DESC LIMIT ?", limit + 1);
        List<ObjectNode> items = store.read(request.tenant(), session -> {
            ErrorGroups.requireAny(session);
            return session.rows("errors", clause);
        });
        return Cursor.page(request, items, limit, List.of("last_seen", "app", "fingerprint"));
    }

    /** Parameters of a request of one group. */
    private record Asked(
            String fingerprint,
            @Nullable String app,
            @Nullable String host,
            TimeRange range,
            long step) {}

    /** The answer of one group, and its sample, whose stack is not in the answer yet. */
    private record Found(ObjectNode body, @Nullable ErrorSample sample) {}

    private Reply one(ApiRequest request) {
        Parameters parameters = request.parameters();
        TimeRange range = parameters.range(request.now(), Spans.USUAL, Spans.CHART);
        Asked asked = new Asked(
                request.variable("fingerprint"),
                parameters.name("app"),
                parameters.host("host"),
                range,
                range.stepSeconds(parameters.step()));
        Found found = store.read(request.tenant(), session -> find(session, asked));
        ErrorSample sample = found.sample();
        RecordedStack recorded = sample == null ? null : sample.stack();
        // Outside of a transaction: resolving a stack reads files in transactions of its own.
        ShownStack shown = recorded == null ? null : stacks.of(request.tenant(), recorded);
        if (shown != null && shown.isRecorded()) {
            // The group may now be part of another one.
            found = store.read(request.tenant(), session -> find(session, asked));
        }
        found.body().set("sample", sample == null ? null : sample.shown(shown));
        return Reply.json(found.body());
    }

    private static Found find(StoreSession session, Asked asked) {
        ErrorGroups.requireAny(session);
        ObjectNode group = ErrorGroups.find(session, asked.fingerprint(), asked.app(), asked.range());
        minutes(session, group, asked);
        return new Found(group, ErrorSample.find(session, group));
    }

    private static void minutes(StoreSession session, ObjectNode group, Asked asked) {
        TimeRange range = asked.range();
        List<String> fingerprints = new ArrayList<>();
        ((ArrayNode) group.path("fingerprints")).forEach(one -> fingerprints.add(one.asText()));
        TimeColumns columns = new TimeColumns(range, asked.step());
        Clause clause = Clause.of(
                        "SELECT extract(epoch FROM date_bin(make_interval(secs => ?), minute, 'epoch'))::bigint AS time, "
                                + "sum(count)::bigint AS count, sum(sessions)::bigint AS sessions FROM rum_error_minutes "
                                + "WHERE tenant = ? AND app = ? AND fingerprint = ANY (?) AND minute >= ? AND minute < ?",
                        (double) asked.step(),
                        session.tenant(),
                        group.path("app").asText(),
                        fingerprints,
                        range.from(),
                        range.to())
                .and("host = ?", asked.host())
                .add("GROUP BY 1");
        session.each("error-minutes", clause, row -> {
            int at = columns.positionOf(row.number("time"));
            COUNTS.forEach(name -> columns.count(name, at, row.number(name)));
        });
        ObjectNode series = group.putObject("minutes");
        series.put("step_seconds", asked.step());
        columns.addTimes(series);
        columns.addCounts(series, COUNTS);
    }
}
