/** Signals: the alerts that are emitted, their identity, and the state machine of incidents. */
package io.convergence.core.signal;
