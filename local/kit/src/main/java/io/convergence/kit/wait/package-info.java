/** Waiting for conditions with a deadline. */
@NullMarked
package io.convergence.kit.wait;

import org.jspecify.annotations.NullMarked;
