package io.convergence.gateway.ingest;

import io.convergence.core.settings.Secret;
import io.convergence.gateway.limit.SentIds.SentId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ids under which beacons are published: keyed hashes of the ids that browsers send. The hash key changes every UTC
 * day, so that the sent id can neither be recovered nor linked from one day to the next. Not thread-safe.
 */
public final class PublishedIds {
    /*
     * HMAC-SHA-256 (RFC 2104), truncated to its first 128 bits. Key of a day: HMAC-SHA-256 of "beacon id <days since
     * 1970-01-01>" under the deployment's secret.
     */
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final Mac root;
    private Mac macOfDay;
    private long day = Long.MIN_VALUE;

    /** Creates ids that depend on a secret of the deployment. */
    public PublishedIds(Secret secret) {
        root = mac(secret.bytes());
        macOfDay = root;
    }

    /**
     * The published id of a sent id. Key and id are hashed with a line end between them, which no key contains, so that
     * different pairs are different inputs.
     *
     * @param receivedAt receive time in epoch milliseconds, which selects the day
     */
    public String of(SentId sentId, long receivedAt) {
        rotate(Math.floorDiv(receivedAt, DAY_MILLIS));
        byte[] hash = macOfDay.doFinal((sentId.key() + '\n' + sentId.id()).getBytes(StandardCharsets.UTF_8));
        return TEXT.encodeToString(Arrays.copyOf(hash, BYTES));
    }

    /**
     * The published id of a sent id in UTF-8.
     *
     * @param key key under which it was sent
     * @param receivedAt receive time in epoch milliseconds, which selects the day
     */
    public String of(String key, byte[] id, long receivedAt) {
        rotate(Math.floorDiv(receivedAt, DAY_MILLIS));
        macOfDay.update((key + '\n').getBytes(StandardCharsets.UTF_8));
        return TEXT.encodeToString(Arrays.copyOf(macOfDay.doFinal(id), BYTES));
    }

    private void rotate(long newDay) {
        if (newDay != day) {
            macOfDay = mac(root.doFinal(("beacon id " + newDay).getBytes(StandardCharsets.UTF_8)));
            day = newDay;
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
