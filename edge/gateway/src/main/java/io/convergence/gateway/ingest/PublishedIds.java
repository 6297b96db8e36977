package io.convergence.gateway.ingest;

import io.convergence.gateway.limit.SentIds.SentId;
import io.convergence.core.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The ids under which beacons are published: a keyed hash of what was sent, whose key is another each UTC day. An id
 * cannot be recovered from it, nor followed from one day to the next. Not thread-safe.
 */
public final class PublishedIds {
    /*
     * HMAC-SHA-256 (RFC 2104), cut to its first 128 bits. Key of a day: HMAC-SHA-256 of "beacon id <day since 1970>"
     * under the deployment's secret.
     */
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final Mac root;
    private Mac ofDay;
    private long day = Long.MIN_VALUE;

    /** Under a secret of the deployment. */
    public PublishedIds(Secret secret) {
        root = mac(secret.bytes());
        ofDay = root;
    }

    /** The published id; a key holds no line end, so that no two pairs read alike. */
    public String of(SentId sent, long receivedAt) {
        rotate(Math.floorDiv(receivedAt, DAY_MILLIS));
        byte[] hash = ofDay.doFinal((sent.key() + '\n' + sent.id()).getBytes(StandardCharsets.UTF_8));
        return TEXT.encodeToString(Arrays.copyOf(hash, BYTES));
    }

    private void rotate(long to) {
        if (to != day) {
            ofDay = mac(root.doFinal(("beacon id " + to).getBytes(StandardCharsets.UTF_8)));
            day = to;
        }
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
