/** Mach-O files of Apple's platforms. */
@NullMarked
package io.convergence.symbols.macho;

import org.jspecify.annotations.NullMarked;
