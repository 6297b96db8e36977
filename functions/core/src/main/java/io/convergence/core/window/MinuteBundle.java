package io.convergence.core.window;

import java.util.List;

/**
 * View counts of one minute of an app on a host, sent as one record.
 *
 * @param key the minute
 * @param pages view counts by page, at least one
 */
public record MinuteBundle(MinuteKey key, List<PageViews> pages) {}
