package io.convergence.core.synthetic;

import io.convergence.core.ingest.CheckedFields;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.RecordReader;
import io.convergence.core.ingest.Rejection;
import io.convergence.core.ingest.StrictJson;
import java.io.IOException;

/**
 * Decoder of the records of {@code synthetic.results}. Invalid bytes give a rejection, never an exception. Not
 * thread-safe: it caches repeated texts, so that equal ones share an instance.
 */
public final class SyntheticResultDecoder {
    private final StrictJson json = new StrictJson();
    private final SyntheticTexts texts = new SyntheticTexts();
    private final long maxAgeMillis;

    /**
     * A decoder with empty caches.
     *
     * @param maxAgeMillis largest age of a check's start when its result is received, inclusive, milliseconds; 0 or more
     */
    public SyntheticResultDecoder(long maxAgeMillis) {
        if (maxAgeMillis < 0) {
            throw new IllegalArgumentException("the largest age must be 0 ms or more, not " + maxAgeMillis);
        }
        this.maxAgeMillis = maxAgeMillis;
    }

    /**
     * The result or heartbeat in the value of a record, or its rejection. Malformed takes precedence over invalid, invalid
     * over future and stale.
     */
    public Decoded<SyntheticResult> decode(byte[] value) {
        if (value.length > StrictJson.MAX_BYTES) {
            return new Decoded.Rejected<>(Rejection.tooLarge());
        }
        SyntheticResultDraft draft = new SyntheticResultDraft(texts, maxAgeMillis);
        try (RecordReader reader = json.open(value)) {
            return draft.read(new CheckedFields(reader));
        } catch (IOException e) {
            return new Decoded.Rejected<>(Rejection.malformed(e, draft.tenant()));
        }
    }
}
