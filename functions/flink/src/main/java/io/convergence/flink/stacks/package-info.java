/** Stacks of errors in source names, and the rows that describe them. */
@NullMarked
package io.convergence.flink.stacks;

import org.jspecify.annotations.NullMarked;
