package io.convergence.core.synthetic;

import io.convergence.core.ingest.CheckedFields;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.RecordReader;
import io.convergence.core.ingest.Rejection;
import io.convergence.core.ingest.StrictJson;
import java.io.IOException;

/**
 * Decodes the canonical record of {@code synthetic.results}, from any producer. No bytes make it throw. Not thread-safe:
 * it remembers texts that repeat, and hands out equal ones as one instance.
 */
public final class SyntheticResultDecoder {
    private final StrictJson json = new StrictJson();
    private final SyntheticTexts texts = new SyntheticTexts();
    private final long maxAgeMillis;

    /**
     * A decoder that has seen nothing yet.
     *
     * @param maxAgeMillis how long before its result was received a check may have begun, inclusive; 0 or more
     */
    public SyntheticResultDecoder(long maxAgeMillis) {
        if (maxAgeMillis < 0) {
            throw new IllegalArgumentException("the greatest age is 0 ms or more, not " + maxAgeMillis);
        }
        this.maxAgeMillis = maxAgeMillis;
    }

    /**
     * The result or heartbeat that a record's value holds, or why it is refused: malformed before invalid before future
     * or stale.
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
