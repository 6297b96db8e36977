package io.convergence.core.dsn;

/** How exactly the place of clients is kept; each level has what the ones before it have. */
public enum PlaceLevel {
    /** No place. */
    NONE,
    /** The country. */
    COUNTRY,
    /** Its region as well. */
    REGION,
    /** Its city and the internet service provider as well. */
    CITY
}
