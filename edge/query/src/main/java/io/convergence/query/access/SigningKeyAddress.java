package io.convergence.query.access;

import io.convergence.core.settings.InvalidSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys at an address, fetched every five minutes. A token with an unknown key makes the next reload fetch them too, at most
 * every 30 seconds, so that a new key of the issuer is soon known and invented ones cost the issuer nothing. Nothing waits
 * for a fetch.
 */
final class SigningKeyAddress implements SigningKeySource {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeyAddress.class);
    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final Duration LEAST = Duration.ofSeconds(30);

    private final URI url;
    private final LongSupplier nanoTime;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(3))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private volatile SigningKeys keys = SigningKeys.NONE;
    private volatile boolean isMissed;
    private long fetchedAt;

    /** Starts the first fetch. */
    SigningKeyAddress(URI url, LongSupplier nanoTime) {
        this.url = url;
        this.nanoTime = nanoTime;
        fetchedAt = nanoTime.getAsLong() - USUAL.toNanos();
        reload();
    }

    @Override
    public SigningKeys current() {
        return keys;
    }

    @Override
    public void missed() {
        isMissed = true;
    }

    @Override
    public void reload() {
        long now = nanoTime.getAsLong();
        Duration due = isMissed ? LEAST : USUAL;
        if (now - fetchedAt < due.toNanos()) {
            return;
        }
        fetchedAt = now;
        isMissed = false;
        HttpRequest request =
                HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).build();
        CompletableFuture<?> unused =
                client.sendAsync(request, BodyHandlers.ofString()).whenComplete(this::take);
    }

    private void take(@Nullable HttpResponse<String> answer, @Nullable Throwable failure) {
        if (answer == null || answer.statusCode() != 200) {
            String reason = answer == null ? String.valueOf(failure) : "status " + answer.statusCode();
            LOG.warn("jwt.jwks: {} gave no keys, those before stay in use: {}", url, reason);
            return;
        }
        try {
            keys = SigningKeys.parse(answer.body());
            // Tokens with these keys were missed while they were fetched.
            isMissed = false;
        } catch (InvalidSettings e) {
            LOG.warn("jwt.jwks: {} gave no valid keys, those before stay in use: {}", url, e.getMessage());
        }
    }
}
