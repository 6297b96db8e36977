/** Places of clients by databases in MaxMind's format. */
package io.convergence.gateway.place;
