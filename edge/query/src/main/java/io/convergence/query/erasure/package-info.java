/** Erasure of sessions and users on request. */
package io.convergence.query.erasure;
