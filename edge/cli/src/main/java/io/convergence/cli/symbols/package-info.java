/** Commands for archives of symbol files. */
@NullMarked
package io.convergence.cli.symbols;

import org.jspecify.annotations.NullMarked;
