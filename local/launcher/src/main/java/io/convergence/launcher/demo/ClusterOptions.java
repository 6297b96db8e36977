package io.convergence.launcher.demo;

import java.net.URI;
import org.jspecify.annotations.Nullable;

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
 * @param queryPort port of the console and the query API, or 0 for a free one
 * @param alertmanager address of an Alertmanager that a relay informs, or null for no relay
 * @param events whether traffic contains events of the second plane, for the sessions job
 */
public record ClusterOptions(
        int taskManagers,
        int slots,
        int minutes,
        long seed,
        int uiPort,
        int kafkaPort,
        int postgresPort,
        int queryPort,
        @Nullable URI alertmanager,
        boolean events) {}
