/** What the windows of a budget hold: running sums over buckets of several resolutions. */
package io.convergence.core.slo.window;
