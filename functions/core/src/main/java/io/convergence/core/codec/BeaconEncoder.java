package io.convergence.core.codec;

import io.convergence.core.ingest.SharedFields;
import io.convergence.core.rum.Beacon;
import io.convergence.core.vitals.Vital;

/** Encodes beacons as records of {@code rum.beacons}, which BeaconDecoder reads. Thread-safe. */
public final class BeaconEncoder {
    /** An encoder. */
    public BeaconEncoder() {}

    /**
     * The JSON of a beacon in UTF-8, with the fields in the documented order; absent vitals are left out.
     *
     * @throws java.io.UncheckedIOException when a text is not valid Unicode (a lone surrogate)
     */
    public byte[] encode(Beacon beacon) {
        JsonObject record = new JsonObject()
                .put("v", SharedFields.CURRENT_VERSION)
                .put("id", beacon.id())
                .put("tenant", beacon.tenant())
                .put("app", beacon.app())
                .put("host", beacon.host())
                .put("page", beacon.page())
                .put("browser", beacon.browser())
                .put("received_at", beacon.receivedAt());
        for (Vital vital : Vital.RECORD_ORDER) {
            record.putIfPresent(vital.label(), vital.in(beacon.vitals()));
        }
        return record.put("errors", beacon.errors())
                .put("failed_requests", beacon.failedRequests())
                .put("sdk", beacon.sdk())
                .bytes();
    }
}
