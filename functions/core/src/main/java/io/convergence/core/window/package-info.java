/** Sliding windows and slices, the keys that data is grouped by, and the counts of page views per slice and minute. */
package io.convergence.core.window;
