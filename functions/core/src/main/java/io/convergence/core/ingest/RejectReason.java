package io.convergence.core.ingest;

import java.util.Locale;

/**
 * Why a record or a request was refused: the closed set of reasons that dead letters, counters and metrics use. Each
 * trust boundary uses a part of it: the HTTP gateway knows keys, origins and rates, the jobs know Kafka's time.
 */
public enum RejectReason {
    /** Not one strict JSON object of the schema. */
    MALFORMED,
    /** A field of the schema whose value is out of its range or alphabet, or absent although required. */
    INVALID_FIELD,
    /** No consent given, or do-not-track or global privacy control asked for. */
    NO_CONSENT,
    /** A host that is not on the key's list. */
    HOST,
    /** A web origin that is not on the key's list. */
    ORIGIN,
    /** Over the key's rate. */
    RATE_LIMITED,
    /** More bytes than admitted; never parsed. */
    TOO_LARGE,
    /** A key that names no app. */
    UNKNOWN_KEY,
    /** Stamped further ahead of its transport time than admitted. */
    FUTURE,
    /** A synthetic result that was started too long before it was received. */
    STALE,
    /** A tenant off the deployment's list. */
    UNKNOWN_TENANT;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The reason as records, metrics and columns spell it: lower snake case. */
    public String label() {
        return label;
    }
}
