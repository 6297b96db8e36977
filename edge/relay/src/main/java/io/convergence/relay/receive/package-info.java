/** Requests in the form that each type of receiver expects. */
package io.convergence.relay.receive;
