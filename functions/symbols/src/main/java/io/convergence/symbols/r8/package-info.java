/** Mappings of R8 and ProGuard, and the stacks of Java and Kotlin that they resolve. */
@NullMarked
package io.convergence.symbols.r8;

import org.jspecify.annotations.NullMarked;
