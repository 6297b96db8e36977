package io.convergence.query.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.feed.TopicMemory;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.JsonTime;
import io.convergence.query.http.Parameters;
import io.convergence.query.http.Reply;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Route of the latest verdicts with their pages, in the shape of probectl's {@code /v1/rum}. */
public final class RumRoutes {
    private static final String VERDICTS =
            "SELECT app, host, window_start, window_end, verdict, rum_degraded, rum_data, "
                    + "views AS window_views, error_rate, p75_lcp_ms, p75_ttfb_ms, synthetic_data, synthetic_samples, "
                    + "synthetic_failures, synthetic_degraded, trust, views_previous_window FROM convergence_verdicts "
                    + "WHERE tenant = ? AND window_end >= ?";

    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Store store;
    private final Progress progress;
    private final PageCopies copies;
    private final KeptReplies replies;
    private final TopicMemory memory;

    /** Routes over a store, with pages from copies, answers that are sent again, and refused requests from topics. */
    public RumRoutes(Store store, Progress progress, PageCopies copies, KeptReplies replies, TopicMemory memory) {
        this.store = store;
        this.progress = progress;
        this.copies = copies;
        this.replies = replies;
        this.memory = memory;
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(ApiRoute.get("/v1/rum", "app host pages", this::rum));
    }

    private Reply rum(ApiRequest request) {
        Parameters parameters = request.parameters();
        String onlyApp = parameters.name("app");
        String onlyHost = parameters.host("host");
        int most = parameters.number("pages", 0, PageCopies.MOST, PageCopies.MOST);
        return store.read(request.tenant(), session -> {
            Instant newest = Objects.requireNonNullElse(progress.look(session), Instant.EPOCH);
            Clause clause = Clause.of(VERDICTS, session.tenant(), newest.minus(Progress.SILENCE))
                    .and("app = ?", onlyApp)
                    .and("host = ?", onlyHost)
                    .add("ORDER BY app, host");
            PageCopies.Copy pages = most == 0 ? PageCopies.Copy.NONE : copies.of(session, newest);
            KeptReplies.Key key = new KeptReplies.Key(session.tenant(), onlyApp, onlyHost, most);
            KeptReplies.Content content = new KeptReplies.Content(newest, pages.until());
            Reply kept = replies.find(key, content, request.now());
            if (kept != null) {
                return kept;
            }
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            ArrayNode apps = JsonNodeFactory.instance.arrayNode();
            long views = 0;
            for (ObjectNode row : session.rows("rum", clause)) {
                views += row.path("window_views").asLong();
                apps.add(app(row, pages, most));
            }
            answer.put("rum_running", !apps.isEmpty());
            answer.set("apps", apps);
            answer.put("pages_until", JsonTime.of(pages.until()));
            ObjectNode privacy = answer.putObject("privacy");
            privacy.put("consent_required", true);
            privacy.put("url_redaction", true);
            privacy.put("ip_stored", false);
            privacy.put("accepted_page_views", views);
            rejected(session.tenant(), newest).forEach((reason, count) -> privacy.put("rejected_" + reason, count));
            answer.set("coverage_notes", notes(apps));
            return replies.keep(key, content, request.now(), Reply.json(answer));
        });
    }

    /** Numbers of refused beacons of the window that ends at a boundary, by reason. */
    private Map<String, Long> rejected(String tenant, Instant boundary) {
        Map<String, Long> byReason = new TreeMap<>();
        memory.rejects().of(tenant).each(boundary.minus(WINDOW), boundary, (minute, plane, reason, count) -> {
            if (plane.equals("rum")) {
                byReason.merge(reason, count, Long::sum);
            }
        });
        return byReason;
    }

    private static ObjectNode app(ObjectNode row, PageCopies.Copy pages, int most) {
        ObjectNode app = row;
        JsonNode rate = app.path("error_rate");
        if (rate.isNumber()) {
            app.put("error_rate", Math.round(rate.asDouble() * 1_000) / 1_000d);
        }
        for (String percentile : List.of("p75_lcp_ms", "p75_ttfb_ms")) {
            // A percentile without samples is left out, as in probectl's answer.
            if (app.path(percentile).isNull()) {
                app.remove(percentile);
            }
        }
        app.put("synthetic_observed", app.remove("synthetic_data").asText().equals("observed"));
        ArrayNode list = app.putArray("pages");
        pages.of(app.path("app").asText(), app.path("host").asText()).stream()
                .limit(most)
                .forEach(list::add);
        return app;
    }

    private static ArrayNode notes(ArrayNode apps) {
        ArrayNode notes = JsonNodeFactory.instance.arrayNode();
        int unchecked = 0;
        int silent = 0;
        for (JsonNode app : apps) {
            unchecked += app.path("synthetic_observed").asBoolean() ? 0 : 1;
            silent += app.path("window_views").asLong() == 0 ? 1 : 0;
        }
        if (unchecked > 0) {
            notes.add(unchecked + " of " + apps.size()
                    + " have no checks: a failure that users do not report stays unseen there");
        }
        if (silent > 0) {
            notes.add(silent + " of " + apps.size() + " had no views in the window: that is no proof of health");
        }
        return notes;
    }
}
