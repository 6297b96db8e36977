package io.convergence.launcher.demo;

/**
 * Options of {@code convergence cluster}.
 *
 * @param taskManagers number of TaskManagers
 * @param slots slots of each TaskManager
 * @param minutes duration, or 0 to run until it is stopped
 * @param seed seed of the traffic; equal seeds generate equal traffic
 * @param uiPort port of the Flink web UI, or 0 for a free one
 * @param kafkaPort port of the broker, or 0 for a free one
 * @param postgresPort port of the database, or 0 for a free one
 */
public record ClusterOptions(
        int taskManagers, int slots, int minutes, long seed, int uiPort, int kafkaPort, int postgresPort) {}
