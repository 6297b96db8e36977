package io.convergence.gateway.ingest;

/** Decision about a posted beacon: a refusal or a publication. */
public sealed interface BeaconDecision permits Refusal, Publication {}
