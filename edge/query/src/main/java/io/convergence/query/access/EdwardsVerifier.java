package io.convergence.query.access;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Set;

/**
 * Verifier of Ed25519 signatures (RFC 8037) with the algorithm of the Java platform. That of the library needs a second
 * library for it.
 */
final class EdwardsVerifier implements JWSVerifier {
    private static final String ALGORITHM = "Ed25519";
    private static final int KEY_BYTES = 32;

    private final PublicKey key;
    private final JCAContext context = new JCAContext();

    /**
     * A verifier with a public key.
     *
     * @throws GeneralSecurityException when it is no key of Ed25519
     */
    EdwardsVerifier(OctetKeyPair pair) throws GeneralSecurityException {
        byte[] littleEndian = pair.getX().decode();
        if (littleEndian.length != KEY_BYTES) {
            throw new GeneralSecurityException("a key of " + ALGORITHM + " must have " + KEY_BYTES + " bytes");
        }
        // RFC 8032, section 5.1.2: little-endian y, and the sign of x in the highest bit.
        byte[] bigEndian = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            bigEndian[i] = littleEndian[KEY_BYTES - 1 - i];
        }
        boolean isOdd = bigEndian[0] < 0;
        bigEndian[0] &= 0x7f;
        EdECPoint point = new EdECPoint(isOdd, new BigInteger(1, bigEndian));
        key = KeyFactory.getInstance(ALGORITHM)
                .generatePublic(new EdECPublicKeySpec(new NamedParameterSpec(ALGORITHM), point));
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature.decode());
        } catch (GeneralSecurityException e) {
            // A signature that is not even one in form.
            return false;
        }
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
        return Set.of(JWSAlgorithm.EdDSA);
    }

    @Override
    public JCAContext getJCAContext() {
        return context;
    }
}
