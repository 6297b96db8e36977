package io.convergence.core.rum;

import io.convergence.core.ingest.RecordWriter;
import io.convergence.core.ingest.SharedFields;
import io.convergence.core.vitals.Vital;

/** Encodes a beacon as the canonical record of {@code rum.beacons}. Thread-safe. */
public final class BeaconEncoder {
    /** An encoder. */
    public BeaconEncoder() {}

    /** The JSON of a beacon in UTF-8, in the order of the contract; vitals it does not carry are left out. */
    public byte[] encode(Beacon beacon) {
        RecordWriter record = new RecordWriter()
                .integer(SharedFields.VERSION, SharedFields.CURRENT_VERSION)
                .text(SharedFields.ID, beacon.id())
                .text(SharedFields.TENANT, beacon.tenant())
                .text(SharedFields.APP, beacon.app())
                .text(BeaconFields.HOST, beacon.host())
                .text(BeaconFields.PAGE, beacon.page())
                .text(BeaconFields.BROWSER, beacon.browser())
                .integer(SharedFields.RECEIVED_AT, beacon.receivedAt());
        for (Vital vital : Vital.RECORD_ORDER) {
            record.number(BeaconFields.of(vital), vital.in(beacon.vitals()));
        }
        return record.integer(BeaconFields.ERRORS, beacon.errors())
                .integer(BeaconFields.FAILED_REQUESTS, beacon.failedRequests())
                .text(BeaconFields.SDK, beacon.sdk())
                .close();
    }
}
