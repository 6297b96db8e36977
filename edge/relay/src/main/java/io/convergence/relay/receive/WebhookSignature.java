package io.convergence.relay.receive;

import io.convergence.core.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature of requests by Standard Webhooks
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 */
public final class WebhookSignature {
    private static final String ALGORITHM = "HmacSHA256";

    /** Secrets that begin so are Base64, others are used as they are. */
    private static final String BASE64 = "whsec_";

    private WebhookSignature() {}

    /**
     * The headers that sign a request: its id, the time in epoch seconds, and a signature for each secret.
     *
     * @param secrets the secrets, the present one first
     * @param id identifies the content; a repeated request has the same id
     */
    public static Map<String, String> headers(List<Secret> secrets, String id, byte[] body, Instant now) {
        String timestamp = String.valueOf(now.getEpochSecond());
        String signatures = secrets.stream()
                .map(secret -> "v1," + signature(secret, id + '.' + timestamp + '.', body))
                .collect(Collectors.joining(" "));
        return Map.of("webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature", signatures);
    }

    private static String signature(Secret secret, String start, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(secret), ALGORITHM));
            mac.update(start.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    private static byte[] key(Secret secret) {
        String text = secret.reveal();
        if (text.startsWith(BASE64)) {
            try {
                return Base64.getDecoder().decode(text.substring(BASE64.length()));
            } catch (IllegalArgumentException e) {
                // Not Base64: used as it is.
            }
        }
        return secret.bytes();
    }
}
