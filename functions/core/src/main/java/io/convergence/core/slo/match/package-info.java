/** Which objectives an event counts for, and whether it is good. */
package io.convergence.core.slo.match;
