package io.convergence.gateway.settings;

import io.convergence.core.settings.OptionReader;
import io.convergence.core.settings.Secret;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of beacons.
 *
 * @param enabled whether beacons are accepted
 * @param ratePerMinute rate limit of keys without one of their own, in beacons a minute; 0 means no limit
 * @param deduplicationWindow how long the id of a published beacon is remembered
 * @param deduplicationEntries most ids that are remembered
 * @param idSecret secret from which published ids are derived; null only when beacons are not accepted
 */
public record RumSettings(
        boolean enabled,
        int ratePerMinute,
        Duration deduplicationWindow,
        int deduplicationEntries,
        @Nullable Secret idSecret) {

    private static final String ID_SECRET = "CONVERGENCE_ID_SECRET";
    private static final int MIN_SECRET_LENGTH = 32;

    static RumSettings read(OptionReader reader, Map<String, String> environment) {
        boolean enabled = reader.flag(GatewayOptions.RUM_ENABLED);
        Secret secret = environment.containsKey(ID_SECRET) ? new Secret(environment.get(ID_SECRET)) : null;
        reader.problems()
                .check(
                        !enabled || (secret != null && secret.reveal().length() >= MIN_SECRET_LENGTH),
                        ID_SECRET + ": an environment variable of at least " + MIN_SECRET_LENGTH
                                + " characters is required; the published ids of beacons are derived from it");
        return new RumSettings(
                enabled,
                reader.number(GatewayOptions.RUM_RATE, 0, 100_000_000),
                reader.duration(GatewayOptions.DEDUPLICATION_WINDOW, Duration.ofSeconds(1), Duration.ofDays(1)),
                reader.number(GatewayOptions.DEDUPLICATION_ENTRIES, 0, 100_000_000),
                secret);
    }
}
