/** Normalisation of host names and IP literals, so that both planes spell a host the same way. */
package io.convergence.core.host;
