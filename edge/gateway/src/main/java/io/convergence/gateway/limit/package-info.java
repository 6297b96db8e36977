/** What bounds a sender: rates of keys, and ids that count once. */
package io.convergence.gateway.limit;
