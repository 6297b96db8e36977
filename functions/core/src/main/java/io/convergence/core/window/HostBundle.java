package io.convergence.core.window;

import java.util.List;

/**
 * Page views of one host, sent as one record.
 *
 * @param key the host
 * @param slices views by app and slice, at least one
 */
public record HostBundle(HostKey key, List<SliceViews> slices) {}
