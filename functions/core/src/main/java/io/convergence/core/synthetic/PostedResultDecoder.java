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
 * Decoder of posted synthetic results: one record of {@code synthetic.results} or an array of them, without
 * {@code tenant} and {@code received_at}, which the receiver adds. Heartbeats are rejected. One invalid element rejects
 * the whole array. Invalid bytes give a rejection, never an exception. Not thread-safe: it caches repeated texts.
 */
public final class PostedResultDecoder {
    private final StrictJson json = new StrictJson();
    private final SyntheticTexts texts = new SyntheticTexts();
    private final long maxAgeMillis;

    /**
     * A decoder with empty caches.
     *
     * @param maxAgeMillis largest age of a check's start when its result is received, inclusive, milliseconds; 0 or more
     */
    public PostedResultDecoder(long maxAgeMillis) {
        if (maxAgeMillis < 0) {
            throw new IllegalArgumentException("the largest age must be 0 ms or more, not " + maxAgeMillis);
        }
        this.maxAgeMillis = maxAgeMillis;
    }

    /**
     * The results in a body, at least one, or the first rejection, which names the index of the element when the body is an
     * array.
     *
     * @param tenant tenant that posted the body
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
