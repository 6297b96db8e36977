package io.convergence.relay.receive;

import io.convergence.core.settings.Secret;
import io.convergence.relay.desired.DesiredSignal;
import io.convergence.relay.routes.Receiver;
import java.net.URI;
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
 * Requests with the record's value as it is, signed by Standard Webhooks
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 */
final class WebhookWriter implements MessageWriter {
    private static final String ALGORITHM = "HmacSHA256";

    /** Secrets that begin so are Base64, others are used as they are. */
    private static final String BASE64 = "whsec_";

    private final URI url;
    private final List<Secret> secrets;

    WebhookWriter(Receiver receiver) {
        this.url = receiver.urls().get(0);
        this.secrets = receiver.secrets();
    }

    @Override
    public int batchSize() {
        return 1;
    }

    @Override
    public List<HttpMessage> write(List<Notice> notices, Instant now) {
        DesiredSignal signal = notices.get(0).signal();
        String timestamp = String.valueOf(now.getEpochSecond());
        String signatures = secrets.stream()
                .map(secret -> "v1," + signature(secret, signal.id() + '.' + timestamp + '.', signal.value()))
                .collect(Collectors.joining(" "));
        Map<String, String> headers =
                Map.of("webhook-id", signal.id(), "webhook-timestamp", timestamp, "webhook-signature", signatures);
        return List.of(new HttpMessage(url, headers, signal.value()));
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
