package io.convergence.gateway.event;

import io.convergence.core.rum.Beacon;
import io.convergence.gateway.limit.SentIds.SentId;

/**
 * Beacon of a view that was sent as an event.
 *
 * @param sentId token of the DSN, and session and view of the event: the same for a view that is sent again
 * @param beacon the record to publish
 */
public record DerivedBeacon(SentId sentId, Beacon beacon) {}
