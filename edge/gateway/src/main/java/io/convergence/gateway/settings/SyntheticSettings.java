package io.convergence.gateway.settings;

import io.convergence.core.ingest.Alphabet;
import io.convergence.core.settings.OptionReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings of synthetic results.
 *
 * @param enabled whether results are accepted
 * @param maxAge most time between the start of a check and the receipt of its result
 * @param bufferBytes most bytes of memory for bodies, over all connections
 * @param tokens tenant by bearer token, from the environment; the string form of the settings leaves them out
 */
public record SyntheticSettings(boolean enabled, Duration maxAge, long bufferBytes, Map<String, String> tokens) {

    private static final String TOKENS = "CONVERGENCE_SYNTHETIC_TOKENS";
    private static final int MIN_TOKEN_LENGTH = 16;

    public SyntheticSettings {
        tokens = Map.copyOf(tokens);
    }

    static SyntheticSettings read(OptionReader reader, Map<String, String> environment) {
        return new SyntheticSettings(
                reader.flag(GatewayOptions.SYNTHETIC_ENABLED),
                reader.duration(GatewayOptions.SYNTHETIC_MAX_AGE, Duration.ofSeconds(1), Duration.ofDays(1)),
                reader.number(GatewayOptions.SYNTHETIC_BUFFER, 1L << 20, 1L << 40),
                tokens(reader, environment.getOrDefault(TOKENS, "")));
    }

    /**
     * Tenant by token, from {@code tenant=token} pairs separated by commas. A problem names the position, never the
     * text.
     */
    private static Map<String, String> tokens(OptionReader reader, String pairs) {
        Map<String, String> tokens = new LinkedHashMap<>();
        String[] list = pairs.isBlank() ? new String[0] : pairs.split(",", -1);
        for (int i = 0; i < list.length; i++) {
            String pair = list[i].trim();
            int equals = pair.indexOf('=');
            String tenant = equals < 0 ? "" : pair.substring(0, equals);
            String token = pair.substring(equals + 1);
            boolean valid = Alphabet.NAME.admits(tenant) && token.length() >= MIN_TOKEN_LENGTH;
            reader.problems()
                    .check(
                            valid && !tokens.containsKey(token),
                            TOKENS + ": pair " + (i + 1) + " must be tenant=token with a token of at least "
                                    + MIN_TOKEN_LENGTH + " characters that no other pair has");
            tokens.put(token, tenant);
        }
        return tokens;
    }

    @Override
    public String toString() {
        return "SyntheticSettings[enabled=" + enabled + ", maxAge=" + maxAge + ", bufferBytes=" + bufferBytes + "]";
    }
}
