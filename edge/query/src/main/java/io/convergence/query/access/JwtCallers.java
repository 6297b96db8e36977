package io.convergence.query.access;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import io.convergence.core.ingest.Alphabet;
import io.convergence.query.settings.JwtSettings;
import java.io.IOException;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Callers with a JSON web token (RFC 7519) of the configured issuer. A token is signed with RS256, ES256 or EdDSA by a key
 * of the issuer that it names, has an end ({@code exp}), the issuer and the audience of the settings, a subject, tenants and
 * a role. Whatever is missing, repeated or of another kind makes it invalid. Thread-safe.
 */
public final class JwtCallers {
    private static final long SKEW_SECONDS = 60;
    private static final long LATEST_SECONDS = 253_402_300_799L;
    private static final int MOST_TENANTS = 1_000;
    private static final String SUBJECT = "[!-~]{1,128}";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JwtSettings settings;
    private final SigningKeySource keys;

    private JwtCallers(JwtSettings settings, SigningKeySource keys) {
        this.settings = settings;
        this.keys = keys;
    }

    /**
     * The callers of the settings; null without settings.
     *
     * @param nanoTime clock of the intervals at which keys are fetched
     * @throws io.convergence.core.settings.InvalidSettings when the file of keys is invalid
     */
    public static @Nullable JwtCallers open(@Nullable JwtSettings settings, LongSupplier nanoTime) {
        return settings == null ? null : new JwtCallers(settings, SigningKeySource.open(settings, nanoTime));
    }

    /** Reads the keys again when that is due; called every few seconds by one thread. */
    public void reload() {
        keys.reload();
    }

    /** The caller of a token at a time; null when the token is invalid then. */
    public @Nullable Caller caller(String token, Instant now) {
        try {
            JWSObject signed = JWSObject.parse(token);
            JWSVerifier verifier = verifier(signed.getHeader());
            if (verifier == null || !signed.verify(verifier)) {
                return null;
            }
            JsonNode claims = MAPPER.readTree(signed.getPayload().toBytes());
            return isFor(claims) ? caller(claims, now) : null;
        } catch (ParseException | JOSEException | IOException | IllegalStateException e) {
            return null;
        }
    }

    private @Nullable JWSVerifier verifier(JWSHeader header) {
        String id = header.getKeyID();
        // No extension of the header is understood, so a token that requires one is refused (RFC 7515, section 4.1.11).
        if (id == null || header.getCriticalParams() != null) {
            return null;
        }
        SigningKeys current = keys.current();
        if (!current.contains(id)) {
            keys.missed();
        }
        return current.verifier(id, header.getAlgorithm());
    }

    private boolean isFor(JsonNode claims) {
        return claims.path("iss").isTextual()
                && claims.path("iss").textValue().equals(settings.issuer())
                && texts(claims.path("aud")).contains(settings.audience());
    }

    private @Nullable Caller caller(JsonNode claims, Instant now) {
        JsonNode expires = claims.path("exp");
        JsonNode notBefore = claims.path("nbf");
        long seconds = now.getEpochSecond();
        boolean isNow = expires.isNumber()
                && seconds < expires.longValue() + SKEW_SECONDS
                && expires.longValue() <= LATEST_SECONDS
                && (notBefore.isMissingNode()
                        || (notBefore.isNumber() && seconds >= notBefore.longValue() - SKEW_SECONDS));
        List<String> tenants = texts(claims.at(settings.tenantsClaim()));
        Role role = role(texts(claims.at(settings.roleClaim())));
        String subject = claims.path("sub").textValue();
        boolean areTenants = !tenants.isEmpty()
                && tenants.size() <= MOST_TENANTS
                && tenants.stream().allMatch(Alphabet.NAME::admits);
        if (!isNow || !areTenants || role == null || subject == null || !subject.matches(SUBJECT)) {
            return null;
        }
        return new Caller(
                "jwt:" + subject,
                tenants.stream().distinct().toList(),
                role,
                Instant.ofEpochSecond(expires.longValue()));
    }

    /** The greatest role among some texts, or null. */
    private static @Nullable Role role(List<String> labels) {
        Role greatest = null;
        for (Role role : Role.values()) {
            greatest = labels.contains(role.label()) ? role : greatest;
        }
        return greatest;
    }

    /** A text, or a list of texts; empty when the claim is neither. */
    private static List<String> texts(JsonNode claim) {
        if (claim.isTextual()) {
            return List.of(claim.textValue());
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode text : claim) {
            if (!claim.isArray() || !text.isTextual()) {
                return List.of();
            }
            texts.add(text.textValue());
        }
        return texts;
    }
}
