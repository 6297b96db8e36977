package io.convergence.gateway.ingest;

import io.convergence.core.ingest.RejectReason;
import io.convergence.core.ingest.Rejection;
import io.convergence.gateway.registry.Registry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about posted synthetic results before their body is read: method, whether they are taken, the token.
 * Nobody without a token gets a body buffered. Thread-safe.
 *
 * @param registry holds the tokens
 * @param enabled whether results are taken at all
 */
public record BearerRules(Supplier<Registry> registry, boolean enabled) {
    /** Most bytes of a body. */
    public static final int MAX_BYTES = 1 << 20;

    private static final String SCHEME = "Bearer ";

    /** The refusal that needs no token, or null. */
    public Ruling.@Nullable Refusal beforeToken(String method) {
        if (!method.equals("POST")) {
            return Ruling.Refusal.uncounted(405, "method_not_allowed", "the method must be POST");
        }
        if (!enabled) {
            return Ruling.Refusal.uncounted(503, "not_enabled", "this gateway takes no synthetic results");
        }
        return null;
    }

    /** The tenant of an Authorization header, or null when it names none. */
    public @Nullable String tenant(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        return registry.get()
                .tokens()
                .tenant(authorization.substring(SCHEME.length()).trim());
    }

    /** The refusal of whoever has no token. */
    public static Ruling.Refusal unauthorised() {
        return Ruling.Refusal.of(
                401,
                RejectReason.UNKNOWN_KEY,
                null,
                "the Authorization header must be Bearer and a token of this gateway",
                Cors.ANY);
    }

    /** What is wrong with a body that is longer than admitted. */
    public static Rejection tooLarge(String tenant) {
        return new Rejection(RejectReason.TOO_LARGE, tenant, "the body must be at most " + MAX_BYTES + " bytes");
    }

    /** The refusal of a body whose results are not admitted. */
    public static Ruling.Refusal refusal(Rejection rejection, String tenant) {
        int status = rejection.reason() == RejectReason.TOO_LARGE ? 413 : 400;
        return Ruling.Refusal.of(status, rejection.reason(), tenant, rejection.message(), Cors.ANY);
    }
}
