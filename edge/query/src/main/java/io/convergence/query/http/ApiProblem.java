package io.convergence.query.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ApiProblem of a request (RFC 9457), thrown to end its handling.
 */
public final class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final String TYPE = "urn:convergence:problem:";

    private final int status;
    private final String type;
    private final String title;
    private final List<ProblemDetail> errors;
    private final int retryAfterSeconds;
    private final @Nullable String tag;

    private ApiProblem(int status, String type, String title, String detail, List<String> parameters, int retryAfter) {
        this(status, type, title, detail, ProblemDetail.ofParameters(parameters, detail), retryAfter, null);
    }

    ApiProblem(
            int status,
            String type,
            String title,
            String detail,
            List<ProblemDetail> errors,
            int retryAfter,
            @Nullable String tag) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
        this.title = title;
        this.errors = List.copyOf(errors);
        this.retryAfterSeconds = retryAfter;
        this.tag = tag;
    }

    /** Status 400 because of one parameter. */
    public static ApiProblem parameter(String parameter, String detail) {
        return new ApiProblem(400, "invalid-parameter", "A parameter is invalid", detail, List.of(parameter), 0);
    }

    /** Status 400 because a parameter is absent. */
    public static ApiProblem missing(String parameter, String detail) {
        return new ApiProblem(400, "missing-parameter", "A parameter is missing", detail, List.of(parameter), 0);
    }

    /** Status 400 because a cursor is none of this service, or belongs to other filters. */
    public static ApiProblem cursor(String detail) {
        return new ApiProblem(400, "invalid-cursor", "The cursor is invalid", detail, List.of("cursor"), 0);
    }

    /** Status 400 because of a span of time. */
    public static ApiProblem range(String detail) {
        return new ApiProblem(400, "range-too-wide", "The range is too wide", detail, List.of("from"), 0);
    }

    /** Status 400 because of the body. */
    public static ApiProblem body(String detail) {
        return new ApiProblem(400, "malformed-body", "The body is malformed", detail, List.of(), 0);
    }

    /** Status 401. */
    public static ApiProblem unauthorised(String detail) {
        return new ApiProblem(401, "unauthorised", "A valid token is required", detail, List.of(), 0);
    }

    /** Status 403 because the token does not permit it. */
    public static ApiProblem role() {
        return new ApiProblem(403, "role", "The token only reads", "this needs a token of an editor", List.of(), 0);
    }

    /** Status 403 because a write comes from a page of another site. */
    public static ApiProblem crossSite() {
        return new ApiProblem(
                403,
                "cross-site",
                "The request comes from another site",
                "a session admits this host only",
                List.of(),
                0);
    }

    /** Status 404; the same for what does not exist and for what belongs to another tenant. */
    public static ApiProblem notFound(String detail) {
        return new ApiProblem(404, "not-found", "There is no such thing", detail, List.of(), 0);
    }

    /** Status 404 for data that this installation does not collect. */
    public static ApiProblem notCollected(String detail) {
        return new ApiProblem(404, "not-collected", "This is not collected", detail, List.of(), 0);
    }

    /** Status 405. */
    public static ApiProblem method(String admitted) {
        return new ApiProblem(405, "method", "The method is not admitted", "admitted: " + admitted, List.of(), 0);
    }

    /**
     * Status 409.
     *
     * @param type {@code managed-by-files}, {@code exists} or {@code referenced}
     */
    public static ApiProblem conflict(String type, String title, String detail) {
        return new ApiProblem(409, type, title, detail, List.of(), 0);
    }

    /** Status 413. */
    public static ApiProblem tooLarge(int limit) {
        return new ApiProblem(413, "too-large", "The body is too large", "at most " + limit + " bytes", List.of(), 0);
    }

    /**
     * A request that cannot be read: 414 when its line is too long, 431 when its headers are, 400 when it is not HTTP/1.1.
     */
    public static ApiProblem outOfBounds(int status) {
        String type = status == 400 ? "malformed-request" : "too-large";
        String detail = "the request must be HTTP/1.1 within server.max-line-bytes and server.max-header-bytes";
        return new ApiProblem(status, type, "The request cannot be read", detail, List.of(), 0);
    }

    /** Status 415. */
    public static ApiProblem mediaType(String admitted) {
        return new ApiProblem(
                415, "media-type", "The media type is not admitted", "admitted: " + admitted, List.of(), 0);
    }

    /** Status 429. */
    public static ApiProblem rate(int retryAfterSeconds) {
        return new ApiProblem(
                429, "rate", "Too many requests", "the token has sent too many requests", List.of(), retryAfterSeconds);
    }

    /** Status 500 after a fault of the service. */
    public static ApiProblem fault() {
        return new ApiProblem(500, "fault", "The service failed", "try again", List.of(), 0);
    }

    /**
     * Status 503, worth another try.
     *
     * @param type {@code store-away}, {@code broker-away}, {@code busy} or {@code too-slow}
     */
    public static ApiProblem unavailable(String type, String detail) {
        return new ApiProblem(503, type, "The service cannot answer now", detail, List.of(), 2);
    }

    /** Status of the answer. */
    public int status() {
        return status;
    }

    /** The last part of the type, such as {@code invalid-parameter}. */
    public String type() {
        return type;
    }

    /** Seconds after which another try is worthwhile, or 0. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** Present entity tag of what was to be changed, or null. */
    @Nullable
    String tag() {
        return tag;
    }

    /** The JSON body. */
    public ObjectNode json(@Nullable String requestId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", TYPE + type);
        body.put("title", title);
        body.put("status", status);
        body.put("detail", getMessage());
        body.put("instance", "urn:uuid:" + requestId);
        ArrayNode list = body.putArray("errors");
        errors.forEach(error -> list.add(error.json()));
        return body;
    }
}
