package io.convergence.jobs.settings;

import io.convergence.core.settings.Secret;
import java.util.Map;
import java.util.Set;

/**
 * Rules for accepting records.
 *
 * @param deduplicateBeacons whether a repeated beacon id counts once
 * @param allowedTenants tenants whose records are accepted; empty means all
 * @param fingerprintSecret HMAC key of the fingerprints of rejected records; it stays the same over restarts, so that
 *     equal bodies have equal fingerprints
 */
public record IntakeSettings(boolean deduplicateBeacons, Set<String> allowedTenants, Secret fingerprintSecret) {

    /** The environment variable of the fingerprint secret. */
    public static final String FINGERPRINT_SECRET = "CONVERGENCE_FINGERPRINT_SECRET";

    /** 128 bits in hex digits: NIST SP 800-107 rev. 1, section 5.3.2, on the strength of HMAC keys. */
    private static final int SHORTEST_SECRET = 32;

    public IntakeSettings {
        allowedTenants = Set.copyOf(allowedTenants);
    }

    static IntakeSettings read(ConfigOptionReader reader, Map<String, String> environment) {
        String secret = environment.getOrDefault(FINGERPRINT_SECRET, "");
        reader.problems()
                .check(
                        secret.length() >= SHORTEST_SECRET,
                        FINGERPRINT_SECRET + " (environment): a secret of at least " + SHORTEST_SECRET
                                + " characters is required, the same over restarts; it keys the fingerprints of "
                                + "rejected records");
        return new IntakeSettings(
                reader.value(ConvergenceOptions.DEDUPLICATE_BEACONS),
                Set.copyOf(reader.list(ConvergenceOptions.ALLOWED_TENANTS, tenant -> tenant, "a tenant")),
                new Secret(secret));
    }
}
