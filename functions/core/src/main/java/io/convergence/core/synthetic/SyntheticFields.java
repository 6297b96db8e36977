package io.convergence.core.synthetic;

import io.convergence.core.host.HostName;
import io.convergence.core.ingest.Alphabet;
import io.convergence.core.ingest.Field;
import io.convergence.core.ingest.SharedFields;
import java.util.List;

/** Fields of synthetic results with their ranges. */
final class SyntheticFields {
    static final Field HOST = Field.of(SharedFields.FIRST_OWN, "host", HostName.ADDRESS_RULE);
    static final Field CHECK = Field.text(SharedFields.FIRST_OWN + 1, "check", Alphabet.NAME);
    static final Field TYPE = Field.text(SharedFields.FIRST_OWN + 2, "type", Alphabet.NAME);
    static final Field SUCCESS = Field.of(SharedFields.FIRST_OWN + 3, "success", "true or false");
    static final Field STARTED_AT = Field.instant(SharedFields.FIRST_OWN + 4, "started_at");
    /** At most a day. */
    static final Field DURATION = Field.number(SharedFields.FIRST_OWN + 5, "duration_ms", 0, 86_400_000);

    static final Field STATUS_CODE = Field.integer(SharedFields.FIRST_OWN + 6, "status_code", 100, 599);
    static final Field LOCATION = Field.text(SharedFields.FIRST_OWN + 7, "location", Alphabet.NAME);
    static final Field ERROR =
            Field.of(SharedFields.FIRST_OWN + 8, "error", "one of " + String.join(", ", CheckError.NAMES));

    /** Fields that a record of {@code synthetic.results} must have. */
    static final List<Field> REQUIRED = List.of(
            SharedFields.VERSION,
            SharedFields.ID,
            SharedFields.TENANT,
            HOST,
            CHECK,
            TYPE,
            SUCCESS,
            STARTED_AT,
            SharedFields.RECEIVED_AT,
            DURATION);

    /** Fields that the receiver adds to a posted result. */
    static final List<Field> ADDED = List.of(SharedFields.TENANT, SharedFields.RECEIVED_AT);

    /** Fields that a posted result must have. */
    static final List<Field> REQUIRED_OF_POSTED =
            REQUIRED.stream().filter(field -> !ADDED.contains(field)).toList();

    private SyntheticFields() {}
}
