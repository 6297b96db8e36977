package io.convergence.launcher.system;

/**
 * Where the local system's services listen, all on the loopback address.
 *
 * @param bootstrapServers of Kafka, as {@code host:port}
 * @param jdbcUrl of Postgres, without user and password
 * @param databaseUser a superuser
 * @param databasePassword its password
 */
public record Endpoints(String bootstrapServers, String jdbcUrl, String databaseUser, String databasePassword) {}
