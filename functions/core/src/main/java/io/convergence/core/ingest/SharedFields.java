package io.convergence.core.ingest;

/** The fields that records of every kind share; they take the positions below {@link #FIRST_OWN}. */
public final class SharedFields {
    /** The only version of the contract. */
    public static final int CURRENT_VERSION = 1;

    /** Version of the contract. */
    public static final Field VERSION = Field.integer(0, "v", CURRENT_VERSION, CURRENT_VERSION);

    /** What names one record. */
    public static final Field ID = Field.text(1, "id", Alphabet.ID);

    /** Owner of the app. */
    public static final Field TENANT = Field.text(2, "tenant", Alphabet.NAME);

    /** Application within the tenant. */
    public static final Field APP = Field.text(3, "app", Alphabet.NAME);

    /** Receive time of the server. */
    public static final Field RECEIVED_AT = Field.instant(4, "received_at");

    /** The one field of a record that only says how far event time has come. */
    public static final Field HEARTBEAT = Field.integer(5, "heartbeat", 0, Field.LATEST);

    /** The first position that a schema may give to a field of its own. */
    public static final int FIRST_OWN = 6;

    private SharedFields() {}
}
