package io.convergence.core.rum;

import io.convergence.core.ingest.RecordWriter;
import io.convergence.core.ingest.SharedFields;

/** Encodes a beacon as the canonical record of {@code rum.beacons}. Thread-safe. */
public final class BeaconEncoder {
    /** An encoder. */
    public BeaconEncoder() {}

    /** The JSON of a beacon in UTF-8, in the order of the contract; vitals it does not carry are left out. */
    public byte[] encode(Beacon beacon) {
        return new RecordWriter()
                .integer(SharedFields.VERSION, SharedFields.CURRENT_VERSION)
                .text(SharedFields.ID, beacon.id())
                .text(SharedFields.TENANT, beacon.tenant())
                .text(SharedFields.APP, beacon.app())
                .text(BeaconFields.HOST, beacon.host())
                .text(BeaconFields.PAGE, beacon.page())
                .text(BeaconFields.BROWSER, beacon.browser())
                .integer(SharedFields.RECEIVED_AT, beacon.receivedAt())
                .number(BeaconFields.LCP, beacon.lcpMillis())
                .number(BeaconFields.FCP, beacon.fcpMillis())
                .number(BeaconFields.TTFB, beacon.ttfbMillis())
                .number(BeaconFields.INP, beacon.inpMillis())
                .number(BeaconFields.LOAD, beacon.loadMillis())
                .number(BeaconFields.CLS, beacon.cls())
                .integer(BeaconFields.ERRORS, beacon.errors())
                .integer(BeaconFields.FAILED_REQUESTS, beacon.failedRequests())
                .text(BeaconFields.SDK, beacon.sdk())
                .close();
    }
}
