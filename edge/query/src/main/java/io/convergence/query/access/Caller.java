package io.convergence.query.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holder of a token.
 *
 * @param name name of the token, unique in the access file
 * @param tenants tenants that the token can read, at least one, in the order of the file
 * @param role what the token permits
 * @param expiresAt end of the token, exclusive; null means that it has none
 */
public record Caller(
        String name,
        List<String> tenants,
        Role role,
        @Nullable Instant expiresAt) {
    public Caller {
        tenants = List.copyOf(tenants);
    }

    /** Whether the token is still valid at a time. */
    public boolean isValidAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}
