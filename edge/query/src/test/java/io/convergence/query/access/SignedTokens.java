package io.convergence.query.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An issuer of JSON web tokens with a key of each algorithm, for tests. */
public final class SignedTokens {
    /** Value of {@code iss}. */
    public static final String ISSUER = "https://login.example";

    /** Value of {@code aud}. */
    public static final String AUDIENCE = "convergence";

    final RSAKey rsa;
    final ECKey elliptic;
    private final KeyPair edwards;
    private final String id;

    /**
     * New keys.
     *
     * @param id end of the ids of the keys
     */
    public SignedTokens(String id) {
        try {
            this.id = id;
            rsa = new RSAKeyGenerator(2_048).keyID("rsa-" + id).generate();
            elliptic = new ECKeyGenerator(Curve.P_256).keyID("ec-" + id).generate();
            edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public keys, as an issuer publishes them. */
    public String keys() {
        return new JWKSet(List.<JWK>of(rsa, elliptic, edwardsKey())).toString(true);
    }

    /** Claims that are admitted. */
    public static String claims(String tenants, String role, Instant expires) {
        return "{\"iss\": \"" + ISSUER + "\", \"aud\": [\"other\", \"" + AUDIENCE + "\"], \"sub\": \"ana\", \"exp\": "
                + expires.getEpochSecond() + ", \"tenants\": " + tenants + ", \"role\": \"" + role + "\"}";
    }

    /** A token signed with RS256. */
    public String rs256(String claims) {
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(rsa.getKeyID()).build(), claims, signer(rsa));
    }

    /** A token signed with ES256. */
    String es256(String claims) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(elliptic.getKeyID())
                .build();
        return signed(header, claims, signer(elliptic));
    }

    /** A token signed with EdDSA. */
    String edDsa(String claims) {
        String header = "{\"alg\": \"EdDSA\", \"kid\": \"ed-" + id + "\"}";
        String signed = Base64URL.encode(header) + "." + Base64URL.encode(claims);
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(edwards.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + '.' + Base64URL.encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signed(JWSHeader header, String claims, JWSSigner signer) {
        try {
            JWSObject object = new JWSObject(header, new Payload(claims));
            object.sign(signer);
            return object.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static JWSSigner signer(JWK key) {
        try {
            return key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner(key.toECKey());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private OctetKeyPair edwardsKey() {
        EdECPublicKey key = (EdECPublicKey) edwards.getPublic();
        byte[] y = key.getPoint().getY().toByteArray();
        byte[] littleEndian = new byte[32];
        for (int i = 0; i < Math.min(32, y.length); i++) {
            littleEndian[i] = y[y.length - 1 - i];
        }
        littleEndian[31] |= (byte) (key.getPoint().isXOdd() ? 0x80 : 0);
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(Arrays.copyOf(littleEndian, 32)))
                .keyID("ed-" + id)
                .build();
    }

    /** The value of a part of a token: 0 is the header, 1 the claims, 2 the signature. */
    static String part(String token, int index, @Nullable String replacement) {
        String[] parts = token.split("\\.", -1);
        if (replacement == null) {
            return parts[index];
        }
        parts[index] = replacement;
        return String.join(".", parts);
    }
}
