package io.convergence.core.rum;

import io.convergence.core.ingest.CheckedFields;
import io.convergence.core.ingest.Decoded;
import io.convergence.core.ingest.RecordReader;
import io.convergence.core.ingest.Rejection;
import io.convergence.core.ingest.StrictJson;
import java.io.IOException;

/**
 * Decoder of the records of {@code rum.beacons}. Producers are not trusted: the page is redacted and the host normalised
 * again, and invalid bytes give a rejection, never an exception. Not thread-safe: it caches repeated texts, so that equal
 * ones share an instance.
 */
public final class BeaconDecoder {
    private final StrictJson json = new StrictJson();
    private final BeaconTexts texts = new BeaconTexts();

    /** A decoder with empty caches. */
    public BeaconDecoder() {}

    /** The beacon or heartbeat in the value of a record, or its rejection; a record that is both malformed and invalid is
     * reported as malformed. */
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
