/** Receivers and routes of signals, read from the operator's file. */
package io.convergence.relay.routes;
