package io.convergence.gateway.http;

import io.convergence.gateway.limit.KeyRates;
import io.convergence.gateway.limit.SentIds;
import io.convergence.gateway.metrics.GatewayMetrics;
import io.convergence.gateway.publish.Publisher;
import io.convergence.gateway.registry.RegistryFile;
import io.convergence.gateway.settings.GatewaySettings;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all event loops of a gateway have in common; all of it is thread-safe.
 *
 * @param settings what the gateway is told
 * @param registry who may post
 * @param rates of keys
 * @param sentIds ids that count once
 * @param publisher writes records
 * @param metrics counts
 * @param buffered bytes of bodies of synthetic results that are held
 */
public record Shared(
        GatewaySettings settings,
        RegistryFile registry,
        KeyRates rates,
        SentIds sentIds,
        Publisher publisher,
        GatewayMetrics metrics,
        AtomicLong buffered) {}
