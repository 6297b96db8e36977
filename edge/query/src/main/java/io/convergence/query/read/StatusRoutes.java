package io.convergence.query.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.codec.VitalsBytes;
import io.convergence.core.vitals.Vital;
import io.convergence.core.vitals.VitalHistograms;
import io.convergence.query.access.Caller;
import io.convergence.query.feed.TopicMemory;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ApiRoute;
import io.convergence.query.http.JsonTime;
import io.convergence.query.http.Reply;
import io.convergence.query.store.Clause;
import io.convergence.query.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Routes about the caller, the last day of a tenant, and what this service does not collect. */
public final class StatusRoutes {
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Store store;
    private final Progress progress;
    private final TopicMemory memory;
    private final String version;
    private final ThresholdReader thresholds = new ThresholdReader();

    /**
     * Routes over a store.
     *
     * @param memory what is known of the job's progress in Kafka
     * @param version version of the service
     */
    public StatusRoutes(Store store, Progress progress, TopicMemory memory, String version) {
        this.store = store;
        this.progress = progress;
        this.memory = memory;
        this.version = version;
    }

    /** The routes. */
    public List<ApiRoute> routes() {
        return List.of(ApiRoute.get(ApiRoute.ME, "", this::me), ApiRoute.get("/api/v1/stats", "", this::stats));
    }

    private Reply me(ApiRequest request) {
        Caller caller = Objects.requireNonNull(request.caller());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", caller.name());
        body.put("role", caller.role().label());
        ArrayNode tenants = body.putArray("tenants");
        caller.tenants().forEach(tenants::add);
        body.put("tenant", request.tenant().isEmpty() ? null : request.tenant());
        body.put("expires_at", JsonTime.of(caller.expiresAt()));
        body.put("version", version);
        body.put("now", JsonTime.of(request.now()));
        body.put("broker", memory.broker());
        body.put("kafka_progress", JsonTime.of(memory.committed()));
        double committedAge = memory.committedAgeSeconds(request.now());
        body.put("kafka_progress_age_seconds", Double.isNaN(committedAge) ? null : committedAge);
        store.read(request.tenant(), session -> {
            Instant newest = progress.look(session);
            body.put("progress", JsonTime.of(newest));
            body.put(
                    "progress_age_seconds",
                    newest == null
                            ? null
                            : Math.max(
                                            0,
                                            Duration.between(newest, request.now())
                                                    .toMillis())
                                    / 1e3);
            body.set("thresholds", thresholds.current(session));
            return body;
        });
        return Reply.json(body);
    }

    private Reply stats(ApiRequest request) {
        ObjectNode body = store.read(request.tenant(), session -> {
            Instant newest = Objects.requireNonNullElse(progress.look(session), request.now());
            ObjectNode stats = JsonNodeFactory.instance.objectNode();
            ObjectNode day = session.first(
                    "views-of-a-day",
                    Clause.of(
                            "SELECT coalesce(sum(views), 0)::bigint AS views FROM rum_minutes WHERE tenant = ? AND minute >= ?",
                            session.tenant(),
                            newest.minus(Duration.ofHours(24))));
            stats.put("event_count_24h", day == null ? 0 : day.path("views").asLong());
            VitalHistograms vitals = new VitalHistograms();
            session.each(
                    "vitals-of-the-window",
                    Clause.of(
                            "SELECT vitals FROM rum_minutes WHERE tenant = ? AND minute >= ?",
                            session.tenant(),
                            newest.minus(WINDOW)),
                    row -> vitals.merge(VitalsBytes.decode(Objects.requireNonNull(row.bytes("vitals")))));
            stats.put("p50_load_ms", vitals.quantile(Vital.LOAD, 50, 100));
            stats.put("p95_load_ms", vitals.quantile(Vital.LOAD, 95, 100));
            EventStats.add(session, stats, request.now());
            return stats;
        });
        body.put("generated_at", JsonTime.of(request.now()));
        return Reply.json(body);
    }
}
