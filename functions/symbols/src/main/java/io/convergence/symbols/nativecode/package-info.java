/** Stacks of native code. */
@NullMarked
package io.convergence.symbols.nativecode;

import org.jspecify.annotations.NullMarked;
