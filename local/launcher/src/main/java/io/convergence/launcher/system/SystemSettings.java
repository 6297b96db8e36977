package io.convergence.launcher.system;

/**
 * What a local system is made of.
 *
 * @param kafkaPort port of the broker, or 0 for a free one
 * @param postgresPort port of the database, or 0 for a free one
 * @param topics the topics to create
 * @param cluster the Flink cluster
 */
public record SystemSettings(int kafkaPort, int postgresPort, LocalTopics topics, ClusterSettings cluster) {}
