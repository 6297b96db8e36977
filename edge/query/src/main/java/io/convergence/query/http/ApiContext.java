package io.convergence.query.http;

import io.convergence.query.metrics.QueryMetrics;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Dependencies shared by the event loops. Thread-safe.
 *
 * @param router routes of the API
 * @param files answer of a path that is none of the API's, or null
 * @param gatekeeper decides who may ask
 * @param work threads of the store
 * @param metrics metrics of the service
 */
public record ApiContext(
        PathRouter router,
        Function<String, @Nullable Reply> files,
        Gatekeeper gatekeeper,
        TenantWork work,
        QueryMetrics metrics) {}
