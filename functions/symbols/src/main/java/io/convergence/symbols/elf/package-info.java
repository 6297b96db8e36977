/** ELF files of Android's native code. */
@NullMarked
package io.convergence.symbols.elf;

import org.jspecify.annotations.NullMarked;
