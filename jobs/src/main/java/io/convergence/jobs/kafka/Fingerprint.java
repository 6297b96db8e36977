package io.convergence.jobs.kafka;

import io.convergence.core.settings.Secret;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 of bytes under the deployment's secret, in lower-case hex. Not thread-safe. */
final class Fingerprint {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    Fingerprint(Secret secret) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.bytes(), ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new AssertionError("every JDK has " + ALGORITHM + ", which takes any key", e);
        }
    }

    /** The fingerprint of bytes. */
    String of(byte[] bytes) {
        return HexFormat.of().formatHex(mac.doFinal(bytes));
    }
}
