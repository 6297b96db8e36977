package io.convergence.launcher.cluster;

/**
 * How a cluster for people runs.
 *
 * @param taskManagers how many
 * @param slots of each
 * @param minutes how long it runs, or 0 until it is stopped
 * @param seed equal seeds make equal traffic
 * @param uiPort of the Flink web UI, or 0 for a free one
 * @param kafkaPort of the broker, or 0 for a free one
 * @param postgresPort of the database, or 0 for a free one
 */
public record ClusterOptions(
        int taskManagers, int slots, int minutes, long seed, int uiPort, int kafkaPort, int postgresPort) {}
