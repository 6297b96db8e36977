/** Recordings of sessions: forms of segments, and masking of their records. */
@NullMarked
package io.convergence.gateway.recording;

import org.jspecify.annotations.NullMarked;
