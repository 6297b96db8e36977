package io.convergence.launcher.replay;

/**
 * Records published for a replay.
 *
 * @param beacons lines of the beacons file
 * @param results lines of the synthetic file
 * @param heartbeats heartbeats over all partitions
 * @param lastHeartbeat event time of the last heartbeat, epoch milliseconds
 */
record PublishedCounts(long beacons, long results, long heartbeats, long lastHeartbeat) {}
