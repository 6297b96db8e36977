package io.convergence.http;

import io.vertx.core.buffer.Buffer;

/**
 * Answer to a request that failed.
 *
 * @param status HTTP status, 4xx or 5xx
 * @param code error code for programs, in lower snake case
 * @param message text for people; it names what is admissible and contains nothing of the request
 * @param retryAfterSeconds value of the Retry-After header in seconds, or 0 for no such header
 */
public record ErrorResponse(int status, String code, String message, long retryAfterSeconds) {

    /** An answer without a Retry-After header. */
    public ErrorResponse(int status, String code, String message) {
        this(status, code, message, 0);
    }

    /**
     * The JSON body. Code and message are constants of the code, in which nothing has to be escaped.
     *
     * @param requestId identifies the answer in reports of its receiver
     */
    Buffer body(String requestId) {
        return Buffer.buffer("{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\",\"request_id\":\""
                + requestId + "\"}}");
    }
}
