package io.convergence.query.dsns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.core.dsn.Dsn;
import io.convergence.core.dsn.DsnDocument;
import io.convergence.core.dsn.DsnReading;
import io.convergence.http.RandomIds;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ChangeProblem;
import io.convergence.query.http.ProblemDetail;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * DSN that a request creates or replaces.
 *
 * @param dsn the DSN
 * @param document its document
 */
record SubmittedDsn(Dsn dsn, ObjectNode document) {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final String TOKEN = "token";
    private static final String TENANT = "tenant";

    /** Beginning of a generated token. */
    private static final String PREFIX = "rk_";

    /**
     * Reads the body of a request. A document without a token gets a random one; its tenant is that of the request.
     *
     * @throws ApiProblem with every problem of the document
     */
    static SubmittedDsn read(ApiRequest request) {
        ObjectNode sent = object(request.body());
        JsonNode tenant = sent.path(TENANT);
        if (!tenant.isMissingNode() && !tenant.isNull() && !tenant.asText().equals(request.tenant())) {
            throw ChangeProblem.definition(
                    "tenant is another one than that of the request",
                    List.of(ProblemDetail.at("/tenant", "must be " + request.tenant() + ", or absent")));
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        JsonNode token = sent.path(TOKEN);
        document.set(
                TOKEN,
                token.isMissingNode() || token.isNull()
                        ? JsonNodeFactory.instance.textNode(PREFIX + new RandomIds().next())
                        : token);
        document.put(TENANT, request.tenant());
        sent.properties().stream()
                .filter(field ->
                        !document.has(field.getKey()) && !field.getValue().isNull())
                .forEach(field -> document.set(field.getKey(), field.getValue()));
        String text = text(document);
        if (text.contains("\\u0000")) {
            throw ChangeProblem.definition("no text may have the character U+0000", List.of());
        }
        DsnReading reading = DsnDocument.read(text, RecordedDsns.DEFAULTS);
        Dsn dsn = reading.dsn();
        if (dsn == null) {
            throw ChangeProblem.definition(
                    reading.problems().size() + " problems; the first: "
                            + reading.problems().get(0).path() + ' '
                            + reading.problems().get(0).message(),
                    reading.problems().stream()
                            .map(problem -> ProblemDetail.at(problem.line(), problem.path(), problem.message()))
                            .toList());
        }
        return new SubmittedDsn(dsn, document);
    }

    /** The document as text. */
    String text() {
        return text(document);
    }

    /** Whether a stored document is the same. */
    boolean isStored(@Nullable JsonNode stored) {
        return document.equals(stored);
    }

    /** The tree of a text that was stored. */
    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored document is no JSON", e);
        }
    }

    private static ObjectNode object(byte[] body) {
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw ApiProblem.body("the body must be JSON without repeated names");
        }
        throw ApiProblem.body("the body must be a JSON object");
    }

    private static String text(ObjectNode document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot be written as JSON", e);
        }
    }
}
