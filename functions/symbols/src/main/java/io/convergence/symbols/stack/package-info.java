/** Error stacks as text: their forms, and the result of resolving one. */
@NullMarked
package io.convergence.symbols.stack;

import org.jspecify.annotations.NullMarked;
