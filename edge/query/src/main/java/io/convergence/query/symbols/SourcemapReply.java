package io.convergence.query.symbols;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.Reply;
import org.jspecify.annotations.Nullable;

/** Answers in the form of DataKit: {@code content}, {@code errorMsg} and {@code success}, in this order. */
public final class SourcemapReply {
    private SourcemapReply() {}

    /** Status 200 with a content. */
    public static Reply success(JsonNode content) {
        return Reply.json(200, body(content, "", true));
    }

    /** An error with its status. */
    public static Reply failure(int status, String message) {
        return Reply.json(status, body(null, message, false));
    }

    /** An error that other paths of the API answer as a problem. */
    public static Reply failure(ApiProblem problem) {
        Reply reply = failure(problem.status(), String.valueOf(problem.getMessage()));
        if (problem.retryAfterSeconds() > 0) {
            reply = reply.with("Retry-After", String.valueOf(problem.retryAfterSeconds()));
        }
        return problem.status() == 401 ? reply.with("WWW-Authenticate", "Bearer") : reply;
    }

    /** The body of an answer. */
    static ObjectNode body(@Nullable JsonNode content, String message, boolean success) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("content", content == null ? JsonNodeFactory.instance.nullNode() : content);
        return body.put("errorMsg", message).put("success", success);
    }
}
