package io.convergence.gateway.ingest;

import io.convergence.gateway.registry.App;
import io.convergence.gateway.registry.WebOrigin;
import org.jspecify.annotations.Nullable;

/**
 * Which web origin may read an answer.
 *
 * @param origin the origin, or {@code *}
 * @param varies whether the answer depends on the request's origin
 */
public record Cors(String origin, boolean varies) {
    /** Any may: of answers that are not about a key that lists origins. */
    public static final Cors ANY = new Cors("*", false);

    private static final Cors UNNAMED = new Cors("*", true);

    /** Of an answer about a key: its sender's origin when the key lists origins, as far as that is one. */
    static Cors of(App app, @Nullable String origin) {
        if (app.isOpen()) {
            return ANY;
        }
        return origin == null || WebOrigin.normalise(origin) == null ? UNNAMED : new Cors(origin, true);
    }
}
