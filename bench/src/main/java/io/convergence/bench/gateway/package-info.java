/** Processes that {@code bench/gateway.sh} measures the gateway with; the load itself comes from wrk. */
@NullMarked
package io.convergence.bench.gateway;

import org.jspecify.annotations.NullMarked;
