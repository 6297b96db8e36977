package io.convergence.core.ingest;

import java.util.Locale;

/**
 * The closed set of reasons for rejecting a record or a request, used by dead letters, counters and metrics. The HTTP
 * gateway and the jobs each use a part of it: only the gateway checks keys, origins and rates, for example.
 */
public enum RejectReason {
    /** Not one strict JSON object of the schema. */
    MALFORMED,
    /** A field with a value out of its range or alphabet, or a required field that is absent. */
    INVALID_FIELD,
    /** The user has not consented, or the browser sent do-not-track or global privacy control. */
    NO_CONSENT,
    /** A host that is not on the key's list. */
    HOST,
    /** A web origin that is not on the key's list. */
    ORIGIN,
    /** More requests than the rate limit of the key allows. */
    RATE_LIMITED,
    /** More bytes than allowed; not parsed. */
    TOO_LARGE,
    /** A key that belongs to no app. */
    UNKNOWN_KEY,
    /** A timestamp too far ahead of the time at which the record was transported. */
    FUTURE,
    /** A synthetic result of a check that started too long before the result was received. */
    STALE,
    /** A tenant that is not on the deployment's list. */
    UNKNOWN_TENANT;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The value in records, metrics and columns, in lower snake case. */
    public String label() {
        return label;
    }
}
