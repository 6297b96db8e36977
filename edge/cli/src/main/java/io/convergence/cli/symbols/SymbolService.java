package io.convergence.cli.symbols;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Requests to the query service, with a bearer token.
 *
 * @param token the access token
 */
record SymbolService(String token) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Longest time from a request to its answer, including a long upload. */
    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    @Override
    public String toString() {
        return "SymbolService";
    }

    /**
     * Sends a request; the answer has the fields {@code content}, {@code errorMsg} and {@code success}.
     *
     * @param contentType of the body, or null without one
     * @throws IOException if the service cannot be reached or refuses the request
     */
    JsonNode send(String method, URI address, @Nullable String contentType, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .method(method, body);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        JsonNode answer = json(response.body());
        if (response.statusCode() != 200 || !answer.has("success")) {
            String message = answer.path("errorMsg").asText("no answer of a query service");
            throw new IOException(address.getAuthority() + " answered " + response.statusCode() + ": " + message);
        }
        return answer;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
