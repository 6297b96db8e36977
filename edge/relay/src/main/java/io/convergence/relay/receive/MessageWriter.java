package io.convergence.relay.receive;

import java.time.Instant;
import java.util.List;

/** Writer of requests for one receiver. */
public interface MessageWriter {
    /** Most notices in one request, at least 1. */
    int batchSize();

    /**
     * The requests that inform a receiver of notices: one, or one for each of its URLs, all of the same content.
     *
     * @param notices at most {@link #batchSize} notices
     * @param now time of sending
     */
    List<HttpMessage> write(List<Notice> notices, Instant now);
}
