/** Receivers and routes: the file of the operator that names who is informed of which signals. */
package io.convergence.relay.routes;
