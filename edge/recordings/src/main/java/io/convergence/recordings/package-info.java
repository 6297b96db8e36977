/** Store of the masked segments of recordings of sessions. */
@NullMarked
package io.convergence.recordings;

import org.jspecify.annotations.NullMarked;
