/** Paths of the gateway: each reads a request, has it checked, publishes its records, and answers. */
package io.convergence.gateway.route;
