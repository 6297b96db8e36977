package io.convergence.query.http;

import java.util.List;

/** Problems of requests that change something. */
public final class ChangeProblem {
    private ChangeProblem() {}

    /** Status 409 because of several things, which are listed. */
    public static ApiProblem conflict(String type, String title, String detail, List<ProblemDetail> errors) {
        return new ApiProblem(409, type, title, detail, errors, 0, null);
    }

    /**
     * Status 412.
     *
     * @param tag present entity tag, which the answer has as a header
     */
    public static ApiProblem changed(String detail, String tag) {
        return new ApiProblem(412, "changed", "The objective was changed", detail, List.of(), 0, tag);
    }

    /** Status 422. */
    public static ApiProblem definition(String detail, List<ProblemDetail> errors) {
        return new ApiProblem(422, "invalid-definition", "The definition is invalid", detail, errors, 0, null);
    }

    /** Status 422 because of a key that another request has used. */
    public static ApiProblem keyReused(String detail) {
        return new ApiProblem(
                422, "idempotency-key-reused", "The Idempotency-Key was used before", detail, List.of(), 0, null);
    }

    /** Status 428. */
    public static ApiProblem preconditionRequired(String detail) {
        return new ApiProblem(428, "precondition-required", "If-Match is required", detail, List.of(), 0, null);
    }
}
