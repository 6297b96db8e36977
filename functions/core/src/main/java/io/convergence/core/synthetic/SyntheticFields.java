package io.convergence.core.synthetic;

import io.convergence.core.host.HostName;
import io.convergence.core.ingest.Alphabet;
import io.convergence.core.ingest.Field;
import java.util.List;

/** The fields of synthetic results with their bounds. */
final class SyntheticFields {
    /** The only version of the contract. */
    static final int CURRENT_VERSION = 1;

    static final Field VERSION = Field.integer(0, "v", CURRENT_VERSION, CURRENT_VERSION);
    static final Field ID = Field.text(1, "id", Alphabet.ID);
    static final Field TENANT = Field.text(2, "tenant", Alphabet.NAME);
    static final Field APP = Field.text(3, "app", Alphabet.NAME);
    static final Field HOST = Field.of(4, "host", HostName.ADDRESS_RULE);
    static final Field CHECK = Field.text(5, "check", Alphabet.NAME);
    static final Field TYPE = Field.text(6, "type", Alphabet.NAME);
    static final Field SUCCESS = Field.of(7, "success", "true or false");
    static final Field STARTED_AT = Field.instant(8, "started_at");
    static final Field RECEIVED_AT = Field.instant(9, "received_at");
    /** At most a day. */
    static final Field DURATION = Field.number(10, "duration_ms", 0, 86_400_000);

    static final Field STATUS_CODE = Field.integer(11, "status_code", 100, 599);
    static final Field LOCATION = Field.text(12, "location", Alphabet.NAME);
    static final Field ERROR = Field.of(13, "error", "one of " + String.join(", ", CheckError.NAMES));
    static final Field HEARTBEAT = Field.integer(14, "heartbeat", 0, Field.LATEST);

    /** What a canonical record must hold. */
    static final List<Field> REQUIRED =
            List.of(VERSION, ID, TENANT, HOST, CHECK, TYPE, SUCCESS, STARTED_AT, RECEIVED_AT, DURATION);

    private SyntheticFields() {}
}
