package io.convergence.core.window;

import java.util.List;

/**
 * Partials of one host that travel together.
 *
 * @param key the host
 * @param partials at least one
 */
public record HostBundle(HostKey key, List<RumPartial> partials) {}
