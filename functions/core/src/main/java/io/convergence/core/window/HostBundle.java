package io.convergence.core.window;

import java.util.List;

/**
 * Partial view counts of one host, sent as one record.
 *
 * @param key the host
 * @param partials at least one
 */
public record HostBundle(HostKey key, List<RumPartial> partials) {}
