package io.convergence.query.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.convergence.query.http.Reply;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Answers of {@code /v1/rum} that are sent again while what they contain stays the same: writing and compressing the pages
 * of 1,000 hosts takes a hundred times as long as looking whether there is a newer boundary. An answer is at most one slide
 * old, because hosts write the rows of a boundary at different instants. Thread-safe.
 */
public final class KeptReplies {
    private static final Duration SLIDE = Duration.ofSeconds(10);

    private final Cache<Key, Kept> kept;

    /**
     * Creates an empty cache.
     *
     * @param mostBytes most bytes of all answers
     */
    public KeptReplies(long mostBytes) {
        kept = Caffeine.newBuilder()
                .maximumWeight(mostBytes)
                .weigher((Key key, Kept value) -> value.bytes())
                .expireAfterAccess(Duration.ofMinutes(1))
                .build();
    }

    /**
     * What a request asks for.
     *
     * @param tenant tenant of the caller
     * @param app the only app, or null for all
     * @param host the only host, or null for all
     * @param pages most pages of a host
     */
    record Key(
            String tenant, @Nullable String app, @Nullable String host, int pages) {}

    /**
     * What an answer was made of.
     *
     * @param newest newest boundary of the verdicts
     * @param until end of the pages, or null without pages
     */
    record Content(Instant newest, @Nullable Instant until) {}

    private record Kept(Content content, Instant at, Reply reply) {
        int bytes() {
            byte[] gzip = reply.gzip();
            return reply.body().length + (gzip == null ? 0 : gzip.length);
        }
    }

    /** The answer that was made of the same content within a slide before an instant, or null. */
    @Nullable
    Reply find(Key key, Content content, Instant now) {
        Kept found = kept.getIfPresent(key);
        return found != null
                        && found.content().equals(content)
                        && found.at().plus(SLIDE).isAfter(now)
                ? found.reply()
                : null;
    }

    /** Keeps an answer that was made at an instant; returns it as it is to be sent. */
    Reply keep(Key key, Content content, Instant now, Reply reply) {
        Reply prepared = reply.prepared();
        kept.put(key, new Kept(content, now, prepared));
        return prepared;
    }
}
