package io.convergence.core.rum;

import io.convergence.core.host.HostName;
import io.convergence.core.ingest.Field;
import io.convergence.core.ingest.SharedFields;
import java.util.List;

/** The fields of beacons with their bounds: those of the canonical record and those that only browsers send. */
final class BeaconFields {
    static final Field HOST = Field.of(SharedFields.FIRST_OWN, "host", HostName.RULE);
    static final Field PAGE = Field.of(SharedFields.FIRST_OWN + 1, "page", "a path");
    static final Field BROWSER = Field.of(SharedFields.FIRST_OWN + 2, "browser", "the name of a browser");
    static final Field LCP = Field.number(SharedFields.FIRST_OWN + 3, "lcp_ms", 0, 600_000);
    static final Field FCP = Field.number(SharedFields.FIRST_OWN + 4, "fcp_ms", 0, 600_000);
    static final Field TTFB = Field.number(SharedFields.FIRST_OWN + 5, "ttfb_ms", 0, 600_000);
    static final Field INP = Field.number(SharedFields.FIRST_OWN + 6, "inp_ms", 0, 600_000);
    static final Field LOAD = Field.number(SharedFields.FIRST_OWN + 7, "load_ms", 0, 600_000);
    static final Field CLS = Field.number(SharedFields.FIRST_OWN + 8, "cls", 0, 100);
    static final Field ERRORS = Field.integer(SharedFields.FIRST_OWN + 9, "errors", 0, 10_000);
    static final Field FAILED_REQUESTS = Field.integer(SharedFields.FIRST_OWN + 10, "failed_requests", 0, 10_000);
    static final Field SDK = Field.of(SharedFields.FIRST_OWN + 11, "sdk", SdkVersion.RULE);

    static final Field KEY = Field.of(SharedFields.FIRST_OWN + 12, "key", "a string");
    static final Field CONSENT = Field.of(SharedFields.FIRST_OWN + 13, "consent", "true");
    static final Field VITALS = Field.of(SharedFields.FIRST_OWN + 14, "vitals", "an object");

    /** What a canonical record must hold. */
    static final List<Field> REQUIRED = List.of(
            SharedFields.VERSION,
            SharedFields.ID,
            SharedFields.TENANT,
            SharedFields.APP,
            HOST,
            PAGE,
            BROWSER,
            SharedFields.RECEIVED_AT,
            ERRORS,
            FAILED_REQUESTS);

    private BeaconFields() {}
}
