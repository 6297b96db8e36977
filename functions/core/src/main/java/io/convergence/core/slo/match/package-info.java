/** Matching of events with objectives: which objective and group an event counts for, and whether it is good. */
package io.convergence.core.slo.match;
