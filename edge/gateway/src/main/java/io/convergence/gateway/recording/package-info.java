/** Recordings of sessions: masking of the records of a segment, and the store of masked segments. */
@NullMarked
package io.convergence.gateway.recording;

import org.jspecify.annotations.NullMarked;
