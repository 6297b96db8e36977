package io.convergence.query.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.codec.WindowLabel;
import io.convergence.core.signal.SignalSubject;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.JsonTime;
import io.convergence.query.http.Parameters;
import io.convergence.query.http.Reply;
import io.convergence.query.http.TimeRange;
import io.convergence.query.objectives.PublishedObjectives;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import io.convergence.query.store.StoreRow;
import io.convergence.query.store.StoreSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Route of the snapshots of a group of an objective as columns for a chart. */
public final class ObjectiveSeries {
    /**
     * Two burn rates and the least budget of each bucket, with the state at its end. A snapshot is about the minute before
     * its boundary, so that minute's bucket contains it. The last snapshots are looked up by their keys: LIMIT 1 keeps the
     * planner from reading the whole span a second time for a hash join.
     */
    private static final String SELECT = "WITH bucket AS (SELECT date_bin(make_interval(secs => ?), "
            + "window_end - interval '1 microsecond', 'epoch') AS start, max((burn ->> ?::text)::float8) AS burn_0, "
            + "max((burn ->> ?::text)::float8) AS burn_1, min(remaining) AS remaining_least, max(window_end) AS last "
            + "FROM slo_snapshots WHERE tenant = ? AND slo = ? AND generation = ? AND slo_group = ? "
            + "AND window_end > ? AND window_end <= ? GROUP BY 1) "
            + "SELECT extract(epoch FROM b.start)::bigint AS time, b.burn_0, b.burn_1, b.remaining_least, n.remaining, "
            + "n.good, n.bad, n.total, n.target, n.status FROM bucket AS b JOIN LATERAL (SELECT m.remaining, m.good, m.bad, "
            + "m.total, m.target, m.status FROM slo_snapshots AS m WHERE m.tenant = ? AND m.slo = ? AND m.generation = ? "
            + "AND m.slo_group = ? AND m.window_end = b.last LIMIT 1) AS n ON true ORDER BY b.start";

    private static final String RESOLUTION =
            "SELECT coalesce(max(nullif(resolution_seconds, 60)), 1) AS coarsest FROM slo_snapshots WHERE tenant = ? "
                    + "AND slo = ? AND generation = ? AND slo_group = ? AND window_end > ? AND window_end <= ?";

    private static final String FIRING = "SELECT tier, starts_at AS \"from\", ends_at AS \"to\" FROM signals "
            + "WHERE tenant = ? AND slo = ? AND slo_group IN (?, ?) AND tier IS NOT NULL AND starts_at < ? "
            + "AND (ends_at IS NULL OR ends_at > ?) ORDER BY starts_at, tier";

    /** More windows would be more than a chart can show, and each costs as much again as the rest of the answer. */
    private static final int MOST_WINDOWS = 2;

    private static final List<String> NUMBERS = List.of("remaining", "remaining_least", "good", "bad", "total");

    private final Store store;
    private final Progress progress;
    private final ObjectiveReader reader;

    /** The route over a store. */
    public ObjectiveSeries(Store store, Progress progress, PublishedObjectives published) {
        this.store = store;
        this.progress = progress;
        this.reader = new ObjectiveReader(published);
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(ApiRoute.get("/api/v1/slos/{id}/series", "group from to step windows", this::series));
    }

    private Reply series(ApiRequest request) {
        Parameters parameters = request.parameters();
        TimeRange range = parameters.range(request.now(), Spans.USUAL, Spans.CHART);
        long wishedStep = parameters.step();
        String group = parameters.text("group", Names::isGroup, Names.GROUP_RULE);
        String wished = parameters.text(
                "windows",
                text -> text.matches("[1-9]\\d{0,3}[mhd](,[1-9]\\d{0,3}[mhd]){0," + (MOST_WINDOWS - 1) + '}'),
                "at most " + MOST_WINDOWS + " windows, such as 1h,5m");
        String id = request.variable("id");
        return Reply.json(store.read(request.tenant(), session -> {
            Instant newest = Objects.requireNonNullElse(progress.look(session), request.now());
            ObjectNode objective = reader.one(session, newest, id);
            if (objective == null) {
                throw ApiProblem.notFound("there is no objective of this name");
            }
            List<String> windows = wished == null ? windowsOfFirstTier(objective) : List.of(wished.split(","));
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("slo", id);
            body.put("group", group == null ? objective.path("group").asText("") : group);
            body.set("generation", objective.path("generation"));
            long step = range.stepSeconds(wishedStep, coarsest(session, body, range));
            body.put("step_seconds", step);
            read(session, body, range, step, windows);
            return body;
        }));
    }

    /** The greatest span of a row in seconds: in shorter buckets, those without a row would look like those without data. */
    private static long coarsest(StoreSession session, ObjectNode body, TimeRange range) {
        ObjectNode row = session.first(
                "slo-resolution",
                Clause.of(
                        RESOLUTION,
                        session.tenant(),
                        body.path("slo").asText(),
                        ObjectiveReader.generation(body),
                        body.path("group").asText(),
                        range.from(),
                        range.to()));
        return row == null ? 1 : Math.max(1, row.path("coarsest").asLong());
    }

    private static void read(StoreSession session, ObjectNode body, TimeRange range, long step, List<String> windows) {
        String slo = body.path("slo").asText();
        String group = body.path("group").asText();
        long generation = ObjectiveReader.generation(body);
        TimeColumns columns = new TimeColumns(range, step);
        Targets targets = new Targets(range.from());
        Clause clause = Clause.of(SELECT, (double) step, window(windows, 0), window(windows, 1))
                .add("", session.tenant(), slo, generation, group, range.from(), range.to())
                .add("", session.tenant(), slo, generation, group);
        session.each("slo-series", clause, row -> {
            int at = columns.positionOf(row.number("time"));
            NUMBERS.forEach(name -> columns.number(name, at, row.decimal(name)));
            columns.text("status", at, row.text("status"));
            for (int i = 0; i < windows.size(); i++) {
                columns.number(windows.get(i), at, row.decimal("burn_" + i));
            }
            targets.add(row);
        });
        columns.addTimes(body);
        columns.addNumbers(body, NUMBERS);
        columns.addTexts(body, List.of("status"));
        columns.addNumbers(body.putObject("burn"), windows);
        body.set("target", targets.list);
        ArrayNode firing = body.putArray("firing");
        session.rows(
                        "slo-firing",
                        Clause.of(
                                FIRING,
                                session.tenant(),
                                slo,
                                group,
                                SignalSubject.ALL_GROUPS,
                                range.to(),
                                range.from()))
                .forEach(firing::add);
    }

    /** The long and the short window of the tier with the shortest ones; empty without tiers. */
    private static List<String> windowsOfFirstTier(ObjectNode objective) {
        List<List<String>> tiers = new ArrayList<>();
        objective
                .path("tiers")
                .forEach(tier -> tiers.add(
                        List.of(tier.path("long").asText(), tier.path("short").asText())));
        return tiers.stream()
                .min(Comparator.comparingLong(tier -> WindowLabel.millis(tier.get(0))))
                .orElse(List.of());
    }

    private static @Nullable String window(List<String> windows, int index) {
        return index < windows.size() ? windows.get(index) : null;
    }

    /** The targets of a span: a row for each change, with the start of the bucket that ends with it. */
    private static final class Targets {
        private final ArrayNode list = JsonNodeFactory.instance.arrayNode();
        private final Instant start;
        private @Nullable Double last;

        Targets(Instant start) {
            this.start = start;
        }

        void add(StoreRow row) {
            Double target = row.decimal("target");
            if (target != null && !target.equals(last)) {
                Instant from = last == null ? start : Instant.ofEpochSecond(row.number("time"));
                list.addObject().put("from", JsonTime.of(from)).put("target", target);
                last = target;
            }
        }
    }
}
