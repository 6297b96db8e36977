package io.convergence.core.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Keyed hashes of user ids, distinct for each tenant and app. Thread-safe. */
public final class UserHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;

    private final SecretKeySpec key;

    /** Hashes under a secret of the deployment. */
    public UserHash(byte[] secret) {
        key = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * HMAC-SHA-256 (RFC 2104) of tenant, app and user id joined by line feeds, cut to 16 bytes, in base64url; null for an
     * empty id.
     */
    public @Nullable String of(String tenant, String app, String user) {
        if (user.isEmpty()) {
            return null;
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash = mac.doFinal((tenant + '\n' + app + '\n' + user).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
