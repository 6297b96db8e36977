/** Events of the second plane: one redacted record for every wire format, with its rules and its decoder. */
package io.convergence.core.event;
