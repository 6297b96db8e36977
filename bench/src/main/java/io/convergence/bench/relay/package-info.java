/** Receiver and client that {@code bench/relay.sh} measures the relay with. */
@NullMarked
package io.convergence.bench.relay;

import org.jspecify.annotations.NullMarked;
