package io.convergence.query.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import io.convergence.core.settings.InvalidSettings;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Public keys of an issuer by their ids. Each key verifies one algorithm: RS256 (RSA of at least 2,048 bits), ES256 (P-256)
 * or EdDSA (Ed25519); other keys of a set are left out. Symmetric keys are among those, so a token cannot be signed with
 * what everybody can read. Immutable.
 */
final class SigningKeys {
    /** Keys of an issuer whose keys are not known yet. */
    static final SigningKeys NONE = new SigningKeys(Map.of());

    private static final int LEAST_RSA_BITS = 2_048;

    private final Map<String, Key> byId;

    private SigningKeys(Map<String, Key> byId) {
        this.byId = Map.copyOf(byId);
    }

    private record Key(JWSAlgorithm algorithm, JWSVerifier verifier) {}

    /**
     * The keys of a JWK set.
     *
     * @throws InvalidSettings when the text is none, or has no key that can be used
     */
    static SigningKeys parse(String json) {
        Map<String, Key> keys = new HashMap<>();
        try {
            for (JWK jwk : JWKSet.parse(json).getKeys()) {
                Key key = key(jwk);
                if (key != null && keys.putIfAbsent(jwk.getKeyID(), key) != null) {
                    throw new InvalidSettings(List.of("two keys have the kid " + jwk.getKeyID()));
                }
            }
        } catch (ParseException | JOSEException | GeneralSecurityException e) {
            throw new InvalidSettings(List.of("must be a JWK set: " + e.getMessage()));
        }
        if (keys.isEmpty()) {
            throw new InvalidSettings(List.of("must contain a public key of RS256, ES256 or EdDSA with a kid"));
        }
        return new SigningKeys(keys);
    }

    /** The verifier of a key with an algorithm; null when there is no such key, or when it is one of another algorithm. */
    @Nullable
    JWSVerifier verifier(String id, JWSAlgorithm algorithm) {
        Key key = byId.get(id);
        return key != null && key.algorithm().equals(algorithm) ? key.verifier() : null;
    }

    /** Whether there is a key with an id. */
    boolean contains(String id) {
        return byId.containsKey(id);
    }

    int size() {
        return byId.size();
    }

    private static @Nullable Key key(JWK jwk) throws JOSEException, GeneralSecurityException {
        boolean isForSignatures = jwk.getKeyUse() == null || jwk.getKeyUse().equals(KeyUse.SIGNATURE);
        if (jwk.getKeyID() == null || !isForSignatures) {
            return null;
        }
        Key key = null;
        if (jwk instanceof RSAKey rsa && rsa.size() >= LEAST_RSA_BITS) {
            key = new Key(JWSAlgorithm.RS256, new RSASSAVerifier(rsa.toPublicJWK()));
        } else if (jwk instanceof ECKey ec && ec.getCurve().equals(Curve.P_256)) {
            key = new Key(JWSAlgorithm.ES256, new ECDSAVerifier(ec.toPublicJWK()));
        } else if (jwk instanceof OctetKeyPair pair && pair.getCurve().equals(Curve.Ed25519)) {
            key = new Key(JWSAlgorithm.EdDSA, new EdwardsVerifier(pair));
        }
        boolean isOfAlgorithm =
                jwk.getAlgorithm() == null || (key != null && key.algorithm().equals(jwk.getAlgorithm()));
        return isOfAlgorithm ? key : null;
    }
}
