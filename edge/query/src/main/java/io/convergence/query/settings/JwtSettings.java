package io.convergence.query.settings;

import com.fasterxml.jackson.core.JsonPointer;
import io.convergence.core.settings.Option;
import io.convergence.core.settings.OptionReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the JSON web tokens that are admitted besides those of the access file.
 *
 * @param keys file or address of the issuer's public keys, a JWK set (RFC 7517, section 5)
 * @param issuer required value of the claim {@code iss}
 * @param audience value that the claim {@code aud} must contain
 * @param tenantsClaim pointer (RFC 6901) to the tenants in the claims: a text or a list of texts
 * @param roleClaim pointer to the role in the claims: a text or a list of texts
 */
public record JwtSettings(
        String keys, String issuer, String audience, JsonPointer tenantsClaim, JsonPointer roleClaim) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** The settings, or null when no keys are named: then no JSON web token is admitted. */
    static @Nullable JwtSettings read(OptionReader reader) {
        String keys = text(reader, QueryOptions.JWT_KEYS);
        if (keys.isEmpty()) {
            return null;
        }
        JwtSettings settings = new JwtSettings(
                keys,
                required(reader, QueryOptions.JWT_ISSUER),
                required(reader, QueryOptions.JWT_AUDIENCE),
                pointer(reader, QueryOptions.JWT_TENANTS_CLAIM),
                pointer(reader, QueryOptions.JWT_ROLE_CLAIM));
        boolean isSafe = settings.url() == null || isSafe(settings.url());
        reader.problems().check(isSafe, "jwt.jwks: must be a file or an address with https");
        return settings;
    }

    /** The address of the keys; null when they are in a file. */
    public @Nullable URI url() {
        if (!keys.startsWith("http://") && !keys.startsWith("https://")) {
            return null;
        }
        try {
            return new URI(keys);
        } catch (URISyntaxException e) {
            return URI.create("invalid:address");
        }
    }

    /** Whoever can change the keys can sign tokens, so they are fetched over TLS or from the same machine. */
    private static boolean isSafe(@Nullable URI url) {
        return url != null
                && url.getHost() != null
                && (url.getScheme().equals("https") || LOOPBACK.contains(url.getHost()));
    }

    private static String text(OptionReader reader, Option option) {
        return reader.values().getOrDefault(option.key(), "");
    }

    private static String required(OptionReader reader, Option option) {
        String text = text(reader, option);
        reader.problems().check(!text.isEmpty(), option.key() + ": is required with jwt.jwks");
        return text;
    }

    private static JsonPointer pointer(OptionReader reader, Option option) {
        String text = reader.text(option);
        if (!text.startsWith("/")) {
            reader.problems().check(false, option.key() + ": must be a JSON pointer, such as /tenants");
            return JsonPointer.empty();
        }
        return JsonPointer.compile(text);
    }
}
