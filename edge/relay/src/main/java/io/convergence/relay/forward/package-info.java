/** Rules of the forwarding of events: what is sent in one request, and what an answer means. */
package io.convergence.relay.forward;
