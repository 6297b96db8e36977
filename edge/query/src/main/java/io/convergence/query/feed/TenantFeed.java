package io.convergence.query.feed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.JsonTime;
import io.convergence.query.store.StoreSession;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Events of one tenant for all its streams. Each look at the tables is compared with the one before; a row is an event
 * when it was not there or is newer. {@link #look} is called by one thread at a time, everything else by any.
 */
final class TenantFeed {
    /** How far a look reaches back before the newest boundary: rows are written in no order. */
    static final Duration OVERLAP = Duration.ofMinutes(1);

    private static final Duration PROGRESS = Duration.ofSeconds(10);

    private final FeedRows rows;
    private final Set<OpenStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isLooking = new AtomicBoolean();
    private final Map<String, String> seen = new HashMap<>();
    private Instant newest = Instant.EPOCH;
    private int events;
    private Instant progressAt = Instant.EPOCH;

    /** Boundary from which on the next look offers everything again, or null. */
    private final AtomicReference<@Nullable Instant> again = new AtomicReference<>();

    TenantFeed(FeedRows rows) {
        this.rows = rows;
    }

    void add(OpenStream stream) {
        streams.add(stream);
    }

    void remove(OpenStream stream) {
        streams.remove(stream);
    }

    Set<OpenStream> streams() {
        return streams;
    }

    /** Whether a look may begin; the caller then calls {@link #look} and {@link #looked}. */
    boolean mayLook() {
        return isLooking.compareAndSet(false, true);
    }

    /** Allows the next look. */
    void looked() {
        isLooking.set(false);
    }

    /** Looks at the tables and gives every stream what changed; returns the number of changed rows. */
    int look(StoreSession session, Instant now) {
        events = 0;
        Instant from = newest.equals(Instant.EPOCH) ? newest : newest.minus(OVERLAP);
        Instant resent = again.getAndSet(null);
        if (resent != null) {
            seen.clear();
            progressAt = Instant.EPOCH;
            from = resent.isBefore(from) ? resent : from;
        }
        List<ObjectNode> verdicts = rows.verdictsAfter(session, from);
        List<ObjectNode> signals = rows.signalsAfter(session, from);
        for (ObjectNode verdict : verdicts) {
            Instant end = Instant.parse(verdict.path("window_end").asText());
            newest = end.isAfter(newest) ? end : newest;
        }
        Map<String, String> still = new HashMap<>();
        for (ObjectNode verdict : verdicts) {
            offer(
                    "verdict",
                    verdict.path("app").asText() + '\n' + verdict.path("host").asText(),
                    verdict.path("window_end").asText(),
                    verdict,
                    still);
        }
        for (ObjectNode signal : signals) {
            offer(
                    "signal",
                    signal.path("dedup_key").asText(),
                    signal.path("episode") + "/" + signal.path("sequence"),
                    signal,
                    still);
        }
        seen.clear();
        seen.putAll(still);
        if (Duration.between(progressAt, now).compareTo(PROGRESS) >= 0) {
            progressAt = now;
            progress(now);
        }
        return events;
    }

    private void offer(String type, String key, String version, ObjectNode item, Map<String, String> still) {
        String name = type + '\n' + key;
        still.put(name, version);
        if (!version.equals(seen.get(name))) {
            PendingEvents.Event event = PendingEvents.Event.of(type, newest.toEpochMilli(), item);
            Instant end = Instant.parse(item.path(type.equals("verdict") ? "window_end" : "occurred_at")
                    .asText());
            streams.forEach(stream -> stream.offer(name, event, end));
            events++;
        }
    }

    private void progress(Instant now) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("progress", newest.equals(Instant.EPOCH) ? null : JsonTime.of(newest));
        data.put("now", JsonTime.of(now));
        PendingEvents.Event event = PendingEvents.Event.of("progress", newest.toEpochMilli(), data);
        streams.forEach(stream -> stream.progress(event));
    }

    /** Makes the next look offer everything from a boundary on again, for a stream that was just opened. */
    void offerAgain(Instant since) {
        again.accumulateAndGet(since, (a, b) -> a == null || (b != null && b.isBefore(a)) ? b : a);
    }
}
