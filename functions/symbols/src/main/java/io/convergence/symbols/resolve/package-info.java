/** Resolving a stack with the files of one archive. */
@NullMarked
package io.convergence.symbols.resolve;

import org.jspecify.annotations.NullMarked;
