package io.convergence.relay.forward;

/** What the answer to a request with events means for them. */
public enum EventAnswer {
    /** A 2xx: the receiver has the events. */
    DELIVERED,
    /** 413 for several events: they are sent in smaller requests. */
    HALVE,
    /** 413 for one event: it is passed over. */
    TOO_LARGE,
    /** Another 4xx except 408 and 429: the events are passed over, since a repetition would be refused as well. */
    REFUSED,
    /** No answer or any other status: the same events are sent again. */
    REPEAT;

    private static final int REQUEST_TIMEOUT = 408;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int TOO_MANY_REQUESTS = 429;

    /**
     * The meaning of an answer.
     *
     * @param status HTTP status; 0 without an answer
     * @param events number of events in the request, at least 1
     */
    public static EventAnswer of(int status, int events) {
        if (status >= 200 && status < 300) {
            return DELIVERED;
        }
        if (status == CONTENT_TOO_LARGE) {
            return events > 1 ? HALVE : TOO_LARGE;
        }
        boolean isRefusal = status >= 400 && status < 500 && status != REQUEST_TIMEOUT && status != TOO_MANY_REQUESTS;
        return isRefusal ? REFUSED : REPEAT;
    }
}
