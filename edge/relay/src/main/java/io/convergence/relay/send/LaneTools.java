package io.convergence.relay.send;

import io.convergence.relay.metrics.RelayMetrics;

/** What all lanes have in common. */
record LaneTools(HttpSender sender, DeliveryLog log, RelayMetrics metrics) {}
