package io.convergence.launcher.replay;

/**
 * What was published of a replay.
 *
 * @param beacons lines of the beacons file
 * @param results lines of the synthetic file
 * @param heartbeats heartbeats, over all partitions
 * @param lastHeartbeat the time of the last, epoch milliseconds
 */
record Published(long beacons, long results, long heartbeats, long lastHeartbeat) {}
