package io.convergence.gateway.ingest;

import io.convergence.core.ingest.RejectReason;
import io.convergence.core.ingest.Rejection;
import io.convergence.gateway.registry.Registry;
import io.convergence.http.Cors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks of a request with synthetic results before its body is read: method, whether results are accepted, bearer
 * token. No body of a sender without a token is buffered. Thread-safe.
 *
 * @param registry the current registry, which contains the tokens
 * @param enabled whether results are accepted at all
 */
public record SyntheticRules(Supplier<Registry> registry, boolean enabled) {
    /** Most bytes of a body, inclusive. */
    public static final int MAX_BYTES = 1 << 20;

    /** The refusal that does not depend on the token, or null when the token is to be checked. */
    public @Nullable Refusal checkBeforeToken(String method) {
        if (!method.equals("POST")) {
            return Refusal.uncounted(405, "method_not_allowed", "the method must be POST");
        }
        if (!enabled) {
            return Refusal.uncounted(503, "not_enabled", "this gateway takes no synthetic results");
        }
        return null;
    }

    /** The tenant of the token in an Authorization header, or null when it has no valid token. */
    public @Nullable String tenant(@Nullable String authorization) {
        return registry.get().tokens().holderOfHeader(authorization);
    }

    /** The refusal of a request without a valid token. */
    public static Refusal unauthorised() {
        return Refusal.counted(
                401,
                RejectReason.UNKNOWN_KEY,
                null,
                "the Authorization header must be Bearer and a token of this gateway",
                Cors.ANY);
    }

    /** The rejection of a body that is longer than admitted. */
    public static Rejection tooLarge(String tenant) {
        return new Rejection(RejectReason.TOO_LARGE, tenant, "the body must be at most " + MAX_BYTES + " bytes");
    }

    /** The refusal of a body whose results are rejected. */
    public static Refusal refusal(Rejection rejection, String tenant) {
        return Refusal.of(rejection, tenant);
    }
}
