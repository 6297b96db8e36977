package io.convergence.core.ingest;

/** Fields that all kinds of records have in common, at the positions below {@link #FIRST_OWN}. */
public final class SharedFields {
    /** The only version of the record format. */
    public static final int CURRENT_VERSION = 1;

    /** Version of the record format. */
    public static final Field VERSION = Field.integer(0, "v", CURRENT_VERSION, CURRENT_VERSION);

    /** Identifies one record. */
    public static final Field ID = Field.text(1, "id", Alphabet.ID);

    /** Owner of the app. */
    public static final Field TENANT = Field.text(2, "tenant", Alphabet.NAME);

    /** Application within the tenant. */
    public static final Field APP = Field.text(3, "app", Alphabet.NAME);

    /** Time at which the server received the record. */
    public static final Field RECEIVED_AT = Field.instant(4, "received_at");

    /** The only field of a heartbeat: the event time that its partition has reached, epoch milliseconds. */
    public static final Field HEARTBEAT = Field.integer(5, "heartbeat", 0, Field.LATEST);

    /** The first position for fields of a particular kind of record. */
    public static final int FIRST_OWN = 6;

    private SharedFields() {}
}
