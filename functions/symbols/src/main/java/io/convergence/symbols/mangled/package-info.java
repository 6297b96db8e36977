/** Mangled names of functions. */
@NullMarked
package io.convergence.symbols.mangled;

import org.jspecify.annotations.NullMarked;
