package io.convergence.gateway.ingest;

import io.convergence.core.rum.Beacon;
import io.convergence.gateway.limit.SentIds.SentId;
import io.convergence.gateway.registry.App;
import io.convergence.http.Cors;
import org.jspecify.annotations.Nullable;

/**
 * Decision to publish a posted beacon.
 *
 * @param app app of the beacon's key
 * @param sentId id that the browser sent, or null when it sent none
 * @param beacon the record to publish
 * @param cors origins that may read the answer
 */
public record Publication(App app, @Nullable SentId sentId, Beacon beacon, Cors cors) implements BeaconDecision {}
