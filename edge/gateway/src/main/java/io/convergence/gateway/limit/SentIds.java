package io.convergence.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Ids of recently published beacons and of those that are being published, for deduplication. An id counts as published
 * only after the broker's acknowledgement, so that a retry after a failure is published; a beacon whose id is being
 * published gets the result of the earlier one. Thread-safe. The number of published ids is bounded; pending ids are
 * bounded by the number of open connections.
 */
public final class SentIds {
    private final Map<SentId, CompletableFuture<Boolean>> pending = new ConcurrentHashMap<>();
    private final Cache<SentId, Boolean> published;

    /**
     * Creates an empty set of ids.
     *
     * @param window how long an id is remembered after its publication
     * @param entries most ids that are remembered; the least recently used are removed first
     */
    public SentIds(Duration window, int entries) {
        this(window, entries, Ticker.systemTicker());
    }

    SentIds(Duration window, int entries, Ticker ticker) {
        published = Caffeine.newBuilder()
                .expireAfterWrite(window)
                .maximumSize(entries)
                .executor(Runnable::run)
                .ticker(ticker)
                .build();
    }

    /**
     * Id of a beacon together with the key that it was sent with.
     *
     * @param key public key of the app
     * @param id id as the browser sent it
     */
    public record SentId(String key, String id) {}

    /**
     * Claims an id for a beacon that is about to be published.
     *
     * @return null when the id is claimed for the caller, who must call {@link #release}; otherwise whether the earlier
     *     beacon with this id is published, once that is known
     */
    public @Nullable CompletableFuture<Boolean> claim(SentId id) {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> earlier = pending.putIfAbsent(id, mine);
        if (earlier != null) {
            return earlier;
        }
        // Checked after the claim, because release() adds an id to the published ones before it removes the claim.
        if (published.getIfPresent(id) != null) {
            pending.remove(id, mine);
            mine.complete(true);
            return mine;
        }
        return null;
    }

    /** Ends a claim. The id is remembered when its beacon was published. */
    public void release(SentId id, boolean wasPublished) {
        if (wasPublished) {
            published.put(id, true);
        }
        CompletableFuture<Boolean> mine = pending.remove(id);
        if (mine != null) {
            mine.complete(wasPublished);
        }
    }
}
