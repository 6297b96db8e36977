package io.convergence.gateway.settings;

import io.convergence.core.settings.OptionReader;
import io.convergence.core.settings.Secret;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How beacons are taken.
 *
 * @param enabled whether they are
 * @param ratePerMinute of a key without a rate of its own; 0 is any number
 * @param deduplicationWindow how long an id is remembered
 * @param deduplicationEntries ids remembered at most
 * @param idSecret keys the ids that are published; null only when beacons are not taken
 */
public record RumSettings(
        boolean enabled,
        int ratePerMinute,
        Duration deduplicationWindow,
        int deduplicationEntries,
        @Nullable Secret idSecret) {

    private static final String ID_SECRET = "CONVERGENCE_ID_SECRET";
    private static final int SHORTEST_SECRET = 32;

    static RumSettings read(OptionReader reader, Map<String, String> environment) {
        boolean enabled = reader.flag(GatewayOptions.RUM_ENABLED);
        Secret secret = environment.containsKey(ID_SECRET) ? new Secret(environment.get(ID_SECRET)) : null;
        reader.problems().check(
                !enabled || (secret != null && secret.reveal().length() >= SHORTEST_SECRET),
                ID_SECRET + ": an environment variable of at least " + SHORTEST_SECRET
                        + " characters is required; it keys the ids of beacons");
        return new RumSettings(
                enabled,
                reader.number(GatewayOptions.RUM_RATE, 0, 100_000_000),
                reader.duration(GatewayOptions.DEDUPLICATION_WINDOW, Duration.ofSeconds(1), Duration.ofDays(1)),
                reader.number(GatewayOptions.DEDUPLICATION_ENTRIES, 0, 100_000_000),
                secret);
    }
}
