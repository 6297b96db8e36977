package io.convergence.query.objectives;

import io.convergence.core.yaml.Problem;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.ChangeProblem;
import io.convergence.query.http.ProblemDetail;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Text of the documents of a request, and the answer to its errors. */
final class RequestText {
    private static final int MOST_ERRORS = 50;

    private RequestText() {}

    /** The text of a body. */
    static String of(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ApiProblem.body("the body must be UTF-8");
        }
    }

    /** Ends the request when its documents have errors, or cause errors in stored ones. */
    static void refuseErrors(SubmittedDocuments submitted) {
        List<Problem> errors =
                submitted.problems().stream().filter(Problem::error).toList();
        if (!errors.isEmpty()) {
            Problem first = errors.get(0);
            throw ChangeProblem.definition(
                    errors.size() + " errors; the first: " + detail(first).detail(),
                    errors.stream().limit(MOST_ERRORS).map(RequestText::detail).toList());
        }
        if (submitted.documents().isEmpty()) {
            throw ChangeProblem.definition("the body has no document", List.of());
        }
    }

    /**
     * Ends a request that deletes a document to which others refer.
     *
     * @param key {@code kind/name} of the document
     */
    static void refuseReferences(String tenant, List<PresentDocuments.Text> present, String key) {
        List<Problem> errors = SubmittedDocuments.without(tenant, present, key).problems().stream()
                .filter(Problem::error)
                .toList();
        if (!errors.isEmpty()) {
            throw ChangeProblem.conflict(
                    "referenced",
                    "Other documents refer to it",
                    key + " cannot be deleted while other documents refer to it",
                    errors.stream().map(RequestText::detail).toList());
        }
    }

    /** An error as a reason of a problem; one of a stored document names the document. */
    static ProblemDetail detail(Problem error) {
        if (SubmittedDocuments.isOfRequest(error)) {
            return ProblemDetail.at(error.line(), error.path(), message(error));
        }
        return ProblemDetail.of(error.source() + ": " + message(error));
    }

    private static String message(Problem error) {
        return error.path().isEmpty() ? error.message() : error.path() + ' ' + error.message();
    }
}
