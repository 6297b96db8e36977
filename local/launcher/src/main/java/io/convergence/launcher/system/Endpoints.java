package io.convergence.launcher.system;

/**
 * Addresses of the local system's services, all on the loopback address.
 *
 * @param bootstrapServers address of Kafka, as {@code host:port}
 * @param jdbcUrl address of Postgres, without user and password
 * @param databaseUser name of a superuser
 * @param databasePassword password of the superuser
 */
public record Endpoints(String bootstrapServers, String jdbcUrl, String databaseUser, String databasePassword) {}
