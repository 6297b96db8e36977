package io.convergence.core.rum;

import io.convergence.core.host.HostName;
import io.convergence.core.ingest.Alphabet;
import io.convergence.core.ingest.Field;
import java.util.List;

/** The fields of beacons with their bounds: those of the canonical record and those that only browsers send. */
final class BeaconFields {
    /** The only version of the contract. */
    static final int CURRENT_VERSION = 1;

    static final Field VERSION = Field.integer(0, "v", CURRENT_VERSION, CURRENT_VERSION);
    static final Field ID = Field.text(1, "id", Alphabet.ID);
    static final Field TENANT = Field.text(2, "tenant", Alphabet.NAME);
    static final Field APP = Field.text(3, "app", Alphabet.NAME);
    static final Field HOST = Field.of(4, "host", HostName.RULE);
    static final Field PAGE = Field.of(5, "page", "a path");
    static final Field BROWSER = Field.of(6, "browser", "the name of a browser");
    static final Field RECEIVED_AT = Field.instant(7, "received_at");
    static final Field LCP = Field.number(8, "lcp_ms", 0, 600_000);
    static final Field FCP = Field.number(9, "fcp_ms", 0, 600_000);
    static final Field TTFB = Field.number(10, "ttfb_ms", 0, 600_000);
    static final Field INP = Field.number(11, "inp_ms", 0, 600_000);
    static final Field LOAD = Field.number(12, "load_ms", 0, 600_000);
    static final Field CLS = Field.number(13, "cls", 0, 100);
    static final Field ERRORS = Field.integer(14, "errors", 0, 10_000);
    static final Field FAILED_REQUESTS = Field.integer(15, "failed_requests", 0, 10_000);
    static final Field SDK = Field.of(16, "sdk", SdkVersion.RULE);
    static final Field HEARTBEAT = Field.integer(17, "heartbeat", 0, Field.LATEST);

    static final Field KEY = Field.of(18, "key", "a string");
    static final Field CONSENT = Field.of(19, "consent", "true");
    static final Field VITALS = Field.of(20, "vitals", "an object");

    /** What a canonical record must hold. */
    static final List<Field> REQUIRED =
            List.of(VERSION, ID, TENANT, APP, HOST, PAGE, BROWSER, RECEIVED_AT, ERRORS, FAILED_REQUESTS);

    private BeaconFields() {}
}
