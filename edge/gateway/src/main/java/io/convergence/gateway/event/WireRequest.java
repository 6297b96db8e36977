package io.convergence.gateway.event;

import io.convergence.core.dsn.Dsn;
import io.convergence.core.privacy.UserHash;
import io.convergence.gateway.registry.Registry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of a wire format knows about a request besides its body.
 *
 * @param path path of the request
 * @param dsn DSN of the token; null for a format whose events name their DSN
 * @param registry current registry
 * @param parameters first value of each query parameter
 * @param contentType value of Content-Type, or empty
 * @param receivedAt receive time in epoch milliseconds
 * @param users hashes of user ids; null when there is no secret for them
 */
public record WireRequest(
        String path,
        @Nullable Dsn dsn,
        Registry registry,
        Map<String, String> parameters,
        String contentType,
        long receivedAt,
        @Nullable UserHash users) {

    /** The DSN of the token. */
    public Dsn tokenDsn() {
        if (dsn == null) {
            throw new IllegalStateException("a format with tokens has a DSN");
        }
        return dsn;
    }

    /** The label of a user of a DSN; null when the DSN keeps no users or the id is absent. */
    public @Nullable String user(Dsn of, @Nullable String id) {
        return id == null || users == null || !of.hashesUsers() ? null : users.of(of.tenant(), of.app(), id);
    }
}
