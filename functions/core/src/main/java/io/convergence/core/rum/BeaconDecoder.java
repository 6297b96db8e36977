package io.convergence.core.rum;

import io.convergence.core.ingest.CheckedFields;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.RecordReader;
import io.convergence.core.ingest.Rejection;
import io.convergence.core.ingest.StrictJson;
import java.io.IOException;

/**
 * Decodes the canonical record of {@code rum.beacons}, from any producer: page and host are redacted and normalised
 * again. No bytes make it throw. Not thread-safe: it remembers texts that repeat, and hands out equal ones as one instance.
 */
public final class BeaconDecoder {
    private final StrictJson json = new StrictJson();
    private final BeaconTexts texts = new BeaconTexts();

    /** A decoder that has seen nothing yet. */
    public BeaconDecoder() {}

    /** The beacon or heartbeat that a record's value holds, or why it is refused: malformed before invalid. */
    public Decoded<Beacon> decode(byte[] value) {
        if (value.length > StrictJson.MAX_BYTES) {
            return new Decoded.Rejected<>(Rejection.tooLarge());
        }
        BeaconDraft draft = new BeaconDraft(texts);
        try (RecordReader reader = json.open(value)) {
            return draft.read(new CheckedFields(reader));
        } catch (IOException e) {
            return new Decoded.Rejected<>(Rejection.malformed(e, draft.tenant()));
        }
    }
}
