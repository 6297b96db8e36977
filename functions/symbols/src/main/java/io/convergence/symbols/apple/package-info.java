/** Crash reports of Apple's platforms. */
@NullMarked
package io.convergence.symbols.apple;

import org.jspecify.annotations.NullMarked;
