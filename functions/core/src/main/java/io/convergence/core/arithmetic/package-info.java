/** Exact fractions and ratios. */
package io.convergence.core.arithmetic;
