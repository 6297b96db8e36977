/** Archives of symbol files: uploads, lists, and checks of stacks. */
@NullMarked
package io.convergence.query.symbols;

import org.jspecify.annotations.NullMarked;
