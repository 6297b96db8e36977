package io.convergence.query.topic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.convergence.query.http.ApiProblem;
import io.convergence.query.http.ApiRequest;
import io.convergence.query.http.ChangeProblem;
import io.convergence.query.http.Digests;
import io.convergence.query.store.Clause;
import io.convergence.query.store.StoreSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Value of the header {@code Idempotency-Key} with the digest of the body
 * (https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/). Both are recorded with each record that
 * the request writes.
 *
 * @param recorded key and digest, separated by a space
 */
public record SubmissionKey(String recorded) {
    private static final String HEADER = "Idempotency-Key";
    private static final Duration LIFETIME = Duration.ofHours(24);

    /**
     * The key of a request, or null when it has none.
     *
     * @throws ApiProblem when it is malformed
     */
    public static @Nullable SubmissionKey of(ApiRequest request) {
        String key = request.headers().apply(HEADER);
        if (key == null) {
            return null;
        }
        if (!key.matches("[!-~]{1,128}")) {
            throw ApiProblem.parameter(HEADER, "must be 1 to 128 printable ASCII characters without spaces");
        }
        return new SubmissionKey(key + ' ' + Digests.of(request.body()));
    }

    /**
     * The rows that an earlier request with this key wrote; empty when there was none.
     *
     * @param name name of the statement in metrics
     * @param sql statement of the rows, with {@code written_at} and {@code idempotency_key}; its values are the tenant and the
     *     beginning of the recorded key
     * @throws ApiProblem when that request had another body, or is more than 24 hours old
     */
    public List<ObjectNode> written(StoreSession session, String name, String sql, Instant now) {
        String prefix = recorded.substring(0, recorded.indexOf(' ') + 1);
        List<ObjectNode> rows = session.rows(name, Clause.of(sql, session.tenant(), prefix));
        for (ObjectNode row : rows) {
            if (!row.path("idempotency_key").asText().equals(recorded)) {
                throw ChangeProblem.keyReused("another body was sent with this key; use a new key");
            }
            if (Instant.parse(row.path("written_at").asText()).plus(LIFETIME).isBefore(now)) {
                throw ChangeProblem.keyReused("the key was used more than 24 hours ago; use a new key");
            }
        }
        return rows;
    }
}
