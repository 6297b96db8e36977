package io.convergence.gateway.http;

import io.vertx.core.buffer.Buffer;

/** The body of every answer that refuses. */
final class ErrorBody {
    private ErrorBody() {}

    /** JSON of texts of ours, none of which needs an escape. */
    static Buffer of(String code, String message, String requestId) {
        return Buffer.buffer("{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\",\"request_id\":\""
                + requestId + "\"}}");
    }
}
