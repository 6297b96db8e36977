package io.convergence.relay.send;

import io.convergence.relay.receive.HttpMessage;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sender of requests. Redirects are not followed: a receiver's answer must not choose where signals go. Thread-safe.
 */
final class HttpSender {
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Duration timeout;

    HttpSender(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * Sends the same content to one URL or to several in parallel. The first acceptance decides; without one, the answer
     * to the last message.
     */
    ReceiverAnswer send(List<HttpMessage> messages) throws InterruptedException {
        List<CompletableFuture<HttpResponse<Void>>> responses =
                messages.stream().map(this::post).toList();
        long end = System.nanoTime() + timeout.toNanos();
        CompletableFuture<HttpResponse<Void>> accepted = new CompletableFuture<>();
        for (CompletableFuture<HttpResponse<Void>> response : responses) {
            var unused = response.thenAccept(answer -> {
                if (answer.statusCode() >= 200 && answer.statusCode() < 300) {
                    accepted.complete(answer);
                }
            });
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(responses.toArray(CompletableFuture[]::new));
        try {
            CompletableFuture.anyOf(accepted, all.handle((done, failure) -> true))
                    .get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The answers are looked at one by one below.
        }
        if (accepted.isDone()) {
            return new ReceiverAnswer(accepted.join().statusCode(), null, false);
        }
        ReceiverAnswer answer = new ReceiverAnswer(0, null, true);
        for (CompletableFuture<HttpResponse<Void>> response : responses) {
            ReceiverAnswer next = answer(response);
            answer = answer.isDoubtful() && !next.isDelivered() ? answer : next;
        }
        responses.forEach(response -> response.cancel(true));
        return answer;
    }

    /** Starts the sending of one message. The answer comes by the timeout; the future never fails, but may be cancelled. */
    CompletableFuture<ReceiverAnswer> start(HttpMessage message) {
        CompletableFuture<HttpResponse<Void>> response = post(message);
        CompletableFuture<ReceiverAnswer> answer = response.handle((arrived, failure) -> answer(arrived, failure))
                .completeOnTimeout(new ReceiverAnswer(0, null, false), timeout.toMillis(), TimeUnit.MILLISECONDS);
        var unused = answer.whenComplete((done, failure) -> response.cancel(true));
        return answer;
    }

    private CompletableFuture<HttpResponse<Void>> post(HttpMessage message) {
        HttpRequest.Builder request = HttpRequest.newBuilder(message.url())
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Convergence-Relay")
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()));
        message.headers().forEach(request::header);
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding());
    }

    private static ReceiverAnswer answer(CompletableFuture<HttpResponse<Void>> response) throws InterruptedException {
        if (!response.isDone()) {
            return new ReceiverAnswer(0, null, false);
        }
        try {
            return answer(response.get(), null);
        } catch (ExecutionException e) {
            return answer(null, e.getCause());
        }
    }

    private static ReceiverAnswer answer(@Nullable HttpResponse<Void> response, @Nullable Throwable failure) {
        if (response == null) {
            return new ReceiverAnswer(
                    0, null, failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException);
        }
        return new ReceiverAnswer(
                response.statusCode(),
                response.headers().firstValue("Retry-After").orElse(null),
                false);
    }
}
