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
 * Ids of beacons that were published of late, and those that are on their way. An id is remembered once its record was
 * acknowledged, so that a retry after a failure is not swallowed; a second one that comes while the first is on its way
 * shares its fate. Thread-safe; bounded in number and, while on their way, by the open connections.
 */
public final class SentIds {
    private final Map<SentId, CompletableFuture<Boolean>> onTheirWay = new ConcurrentHashMap<>();
    private final Cache<SentId, Boolean> published;

    /** Of which none is known yet. */
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
     * An id under the key it was sent with.
     *
     * @param key of the app
     * @param id as sent
     */
    public record SentId(String key, String id) {}

    /**
     * Claims an id for a beacon that is about to be published.
     *
     * @return null when it is the caller's, who must call {@link #settle}; or whether the one who has it published it
     */
    public @Nullable CompletableFuture<Boolean> claim(SentId id) {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> other = onTheirWay.putIfAbsent(id, mine);
        if (other != null) {
            return other;
        }
        // After the claim: whoever had it before remembered the id before it was let go.
        if (published.getIfPresent(id) != null) {
            onTheirWay.remove(id, mine);
            mine.complete(true);
            return mine;
        }
        return null;
    }

    /** Ends a claim: the id is remembered if its beacon was published. */
    public void settle(SentId id, boolean wasPublished) {
        if (wasPublished) {
            published.put(id, true);
        }
        CompletableFuture<Boolean> mine = onTheirWay.remove(id);
        if (mine != null) {
            mine.complete(wasPublished);
        }
    }
}
