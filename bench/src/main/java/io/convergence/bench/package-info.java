/** Measurements of the pipeline: how much it takes and what it costs. */
@NullMarked
package io.convergence.bench;

import org.jspecify.annotations.NullMarked;
