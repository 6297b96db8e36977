package io.convergence.launcher.system;

/**
 * Settings of a local system.
 *
 * @param kafkaPort port of the broker, or 0 for a free one
 * @param postgresPort port of the database, or 0 for a free one
 * @param topics topics to create
 * @param cluster settings of the Flink cluster
 */
public record SystemSettings(int kafkaPort, int postgresPort, LocalTopics topics, ClusterSettings cluster) {}
