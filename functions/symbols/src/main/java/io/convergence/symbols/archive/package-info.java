/** Safe reading of uploaded archives: which entries are used, and what refuses an archive. */
@NullMarked
package io.convergence.symbols.archive;

import org.jspecify.annotations.NullMarked;
