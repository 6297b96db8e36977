package io.convergence.launcher.replay;

/**
 * Records published for a replay.
 *
 * @param beacons lines of the beacons file
 * @param results lines of the synthetic file
 * @param events lines of the file of events
 * @param heartbeats heartbeats over all partitions
 * @param lastHeartbeat event time of the last heartbeat, epoch milliseconds
 */
record PublishedCounts(long beacons, long results, long events, long heartbeats, long lastHeartbeat) {}
