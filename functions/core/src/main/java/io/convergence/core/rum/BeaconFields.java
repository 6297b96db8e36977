package io.convergence.core.rum;

import io.convergence.core.host.HostName;
import io.convergence.core.ingest.Field;
import io.convergence.core.ingest.SharedFields;
import io.convergence.core.vitals.Vital;
import java.util.Arrays;
import java.util.List;

/** The fields of beacons with their bounds: those of the canonical record and those that only browsers send. */
final class BeaconFields {
    static final Field HOST = Field.of(SharedFields.FIRST_OWN, "host", HostName.RULE);
    static final Field PAGE = Field.of(SharedFields.FIRST_OWN + 1, "page", "a path");
    static final Field BROWSER = Field.of(SharedFields.FIRST_OWN + 2, "browser", "the name of a browser");
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

    private static final int FIRST_VITAL = SharedFields.FIRST_OWN + 3;
    private static final long MOST_MILLIS = 600_000;
    private static final long MOST_CLS = 100;
    private static final Field[] OF_VITALS =
            Arrays.stream(Vital.values()).map(BeaconFields::field).toArray(Field[]::new);

    private BeaconFields() {}

    /** The field of a vital. */
    static Field of(Vital vital) {
        return OF_VITALS[vital.ordinal()];
    }

    private static Field field(Vital vital) {
        return Field.number(
                FIRST_VITAL + vital.ordinal(), vital.label(), 0, vital == Vital.CLS ? MOST_CLS : MOST_MILLIS);
    }
}
