/** Archives in a database, and stacks resolved with them. */
@NullMarked
package io.convergence.symbols.store;

import org.jspecify.annotations.NullMarked;
