/** TCP ports of the loopback address. */
@NullMarked
package io.convergence.kit.net;

import org.jspecify.annotations.NullMarked;
