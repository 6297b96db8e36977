package io.convergence.core.synthetic;

import io.convergence.core.ingest.CheckedFields;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.RecordReader;
import io.convergence.core.ingest.RejectReason;
import io.convergence.core.ingest.Rejection;
import io.convergence.core.ingest.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes what synthetic tools post: one canonical record or an array of them, without {@code tenant} and
 * {@code received_at}, which the receiver knows; heartbeats are refused. An array is taken as a whole or not at all. No
 * bytes make it throw. Not thread-safe: it remembers texts that repeat.
 */
public final class PostedResultDecoder {
    private final StrictJson json = new StrictJson();
    private final SyntheticTexts texts = new SyntheticTexts();
    private final long maxAgeMillis;

    /**
     * A decoder that has seen nothing yet.
     *
     * @param maxAgeMillis how long before its result was received a check may have begun, inclusive; 0 or more
     */
    public PostedResultDecoder(long maxAgeMillis) {
        if (maxAgeMillis < 0) {
            throw new IllegalArgumentException("the greatest age is 0 ms or more, not " + maxAgeMillis);
        }
        this.maxAgeMillis = maxAgeMillis;
    }

    /**
     * The results that a body holds, at least one; or why it is refused: the first refusal, which names the index of its
     * element when the body is an array.
     *
     * @param tenant who posted it
     * @param receivedAt receive time, epoch milliseconds
     */
    public Decoded<List<SyntheticResult>> decode(byte[] body, String tenant, long receivedAt) {
        if (!JsonArrayElements.startsArray(body)) {
            return decodeAll(List.of(body), false, tenant, receivedAt);
        }
        List<byte[]> elements = JsonArrayElements.of(body);
        if (elements == null || elements.isEmpty()) {
            return new Decoded.Rejected<>(new Rejection(
                    RejectReason.MALFORMED, tenant, "the body must be one JSON object or an array of at least one"));
        }
        return decodeAll(elements, true, tenant, receivedAt);
    }

    private Decoded<List<SyntheticResult>> decodeAll(
            List<byte[]> elements, boolean isArray, String tenant, long receivedAt) {
        List<SyntheticResult> results = new ArrayList<>(elements.size());
        for (byte[] element : elements) {
            Decoded<SyntheticResult> decoded = decodeOne(element, tenant, receivedAt);
            if (decoded instanceof Decoded.Rejected<SyntheticResult> rejected) {
                Rejection why = rejected.rejection();
                String where = isArray ? "[" + results.size() + "]: " : "";
                return new Decoded.Rejected<>(new Rejection(why.reason(), tenant, where + why.message()));
            }
            if (decoded instanceof Decoded.Accepted<SyntheticResult> accepted) {
                results.add(accepted.value());
            }
        }
        return new Decoded.Accepted<>(results);
    }

    private Decoded<SyntheticResult> decodeOne(byte[] element, String tenant, long receivedAt) {
        if (element.length > StrictJson.MAX_BYTES) {
            return new Decoded.Rejected<>(Rejection.tooLarge());
        }
        try (RecordReader reader = json.open(element)) {
            return new SyntheticResultDraft(texts, maxAgeMillis)
                    .readPosted(new CheckedFields(reader), tenant, receivedAt);
        } catch (IOException e) {
            return new Decoded.Rejected<>(Rejection.malformed(e, tenant));
        }
    }
}
