/** Public keys under which browsers of a tenant post, as the gateway's registry file has them. */
package io.convergence.query.keys;
