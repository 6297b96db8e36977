package io.convergence.launcher.demo;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Options of the demonstration.
 *
 * @param seed equal seeds make equal traffic
 * @param minutes minutes of live traffic, or 0 until it is stopped
 * @param uiPort of the Flink web UI, or 0 for a free one
 * @param kafkaPort of the broker, or 0 for a free one
 * @param postgresPort of the database, or 0 for a free one
 * @param gatewayPort of the gateway, or 0 for a free one
 * @param shopPort of the shop page, or 0 for a free one
 * @param queryPort of the console and the query API, or 0 for a free one
 * @param alertmanager address of an Alertmanager that a relay informs, or null for no relay
 * @param events whether the second plane runs: the gateway takes events and the sessions job counts them
 */
public record DemoOptions(
        long seed,
        int minutes,
        int uiPort,
        int kafkaPort,
        int postgresPort,
        int gatewayPort,
        int shopPort,
        int queryPort,
        @Nullable URI alertmanager,
        boolean events) {}
