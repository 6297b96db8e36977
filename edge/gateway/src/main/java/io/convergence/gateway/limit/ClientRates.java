package io.convergence.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Rate limits of requests by client, as token buckets that are full at first. The key of a bucket is a hash of the client's
 * address, of IPv6 of its first 64 bits, under a random of the process, so the memory has no address. A client is forgotten
 * 60 s after its last request; at most 100,000 clients are remembered. Thread-safe.
 */
public final class ClientRates {
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(60);
    private static final long MOST_CLIENTS = 100_000;
    private static final int NETWORK_BYTES = 8;
    private static final int SALT_BYTES = 32;

    private final int perSecond;
    private final int burst;
    private final byte[] salt = new byte[SALT_BYTES];
    private final Cache<Long, Bucket> buckets = Caffeine.newBuilder()
            .expireAfterAccess(FORGOTTEN_AFTER)
            .maximumSize(MOST_CLIENTS)
            .build();

    /**
     * Limits without any buckets.
     *
     * @param perSecond requests a second that are admitted; 0 means no limit
     * @param burst requests that are admitted at once, at least 1
     */
    public ClientRates(int perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
        new SecureRandom().nextBytes(salt);
    }

    /**
     * Takes a token for a request.
     *
     * @return 0 when there was one, or else the number of seconds until there is
     */
    public long secondsToWait(InetAddress client) {
        if (perSecond == 0) {
            return 0;
        }
        ConsumptionProbe probe = buckets.get(key(client), unseen -> bucket()).tryConsumeAndReturnRemaining(1);
        long second = TimeUnit.SECONDS.toNanos(1);
        return probe.isConsumed() ? 0 : Math.max(1, (probe.getNanosToWaitForRefill() + second - 1) / second);
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withNanosecondPrecision()
                .build();
    }

    private long key(InetAddress client) {
        byte[] address = client.getAddress();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            digest.update(address.length > NETWORK_BYTES ? Arrays.copyOf(address, NETWORK_BYTES) : address);
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
