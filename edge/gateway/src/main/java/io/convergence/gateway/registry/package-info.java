/** Who may post: apps by public key, tenants by token, out of a file that is read again when it changes. */
package io.convergence.gateway.registry;
