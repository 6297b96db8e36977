/** Measurement of reading symbol files and of resolving stacks. */
@NullMarked
package io.convergence.bench.symbols;

import org.jspecify.annotations.NullMarked;
