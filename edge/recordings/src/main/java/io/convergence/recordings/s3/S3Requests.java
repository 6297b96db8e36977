package io.convergence.recordings.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Requests to an object store, with a bound for those at once and a time for each. A request is tried three times when the
 * store answers 5xx or the connection breaks; another answer is final. Thread-safe.
 */
final class S3Requests implements AutoCloseable {
    private static final int TRIES = 3;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final S3Client client;
    private final Semaphore permits;

    private S3Requests(S3Client client, int concurrent) {
        this.client = client;
        this.permits = new Semaphore(concurrent, true);
    }

    /** A request, which may consist of several calls. */
    @FunctionalInterface
    interface Request<T> {
        /**
         * Sends the request.
         *
         * @param timeout time that is left for it
         */
        T send(S3Client client, Duration timeout);
    }

    /** Opens a client. Nothing is sent yet. */
    static S3Requests open(S3Settings settings, S3Limits limits) {
        S3ClientBuilder client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(limits.connect())
                        .socketTimeout(limits.silence()))
                .region(Region.of(settings.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        settings.accessKey().reveal(), settings.secretKey().reveal())))
                .overrideConfiguration(configuration -> configuration
                        .retryStrategy(retries())
                        .defaultProfileFileSupplier(
                                () -> ProfileFile.aggregator().build()))
                // Stores other than Amazon's may not know checksums in trailers.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(configuration ->
                        configuration.chunkedEncodingEnabled(false).expectContinueEnabled(false))
                .addPlugin(LegacyMd5Plugin.create());
        if (settings.endpoint() != null) {
            client.endpointOverride(settings.endpoint()).forcePathStyle(true);
        }
        return new S3Requests(client.build(), limits.concurrent());
    }

    /**
     * Sends a request as soon as fewer than the most requests are in progress.
     *
     * @param limit most time of the request, including that wait
     * @throws IOException when the store does not answer in time or answers with an error
     */
    <T> T send(Duration limit, Request<T> request) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        acquire(limit);
        try {
            return request.send(client, Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
        } catch (AbortedException e) {
            throw new InterruptedIOException("the request to the object store was interrupted");
        } catch (SdkServiceException e) {
            throw new ObjectStoreException("the object store answered with status " + e.statusCode());
        } catch (ApiCallTimeoutException e) {
            throw new ObjectStoreException("the object store did not answer within " + limit.toSeconds() + " s");
        } catch (SdkClientException e) {
            throw new ObjectStoreException("the object store does not answer: "
                    + rootCause(e).getClass().getName());
        } finally {
            permits.release();
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private void acquire(Duration limit) throws IOException {
        try {
            if (!permits.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ObjectStoreException(
                        "too many requests to the object store were in progress for " + limit.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the request to the object store was interrupted");
        }
    }

    /** Without a circuit breaker, which would reduce the tries of all requests after some have failed. */
    private static RetryStrategy retries() {
        BackoffStrategy waits = BackoffStrategy.exponentialDelay(FIRST_WAIT, LONGEST_WAIT);
        return StandardRetryStrategy.builder()
                .maxAttempts(TRIES)
                .circuitBreakerEnabled(false)
                .useClientDefaults(false)
                .backoffStrategy(waits)
                .throttlingBackoffStrategy(waits)
                .treatAsThrottling(failure -> false)
                .retryOnException(S3Requests::isTransient)
                .build();
    }

    private static boolean isTransient(Throwable failure) {
        if (failure instanceof SdkServiceException answer) {
            return answer.statusCode() >= FIRST_SERVER_ERROR;
        }
        return failure instanceof IOException
                || (failure instanceof SdkException && failure.getCause() instanceof IOException);
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
