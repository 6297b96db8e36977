/** What all readers of symbol files share: the exception of a file that cannot be read, and arrays that grow. */
@NullMarked
package io.convergence.symbols.file;

import org.jspecify.annotations.NullMarked;
