/** What the measurements share: cluster, database, settings, options and statistics. Each program has its own package. */
@NullMarked
package io.convergence.bench;

import org.jspecify.annotations.NullMarked;
