/** Evaluated SLO data as it is published: snapshots at minute boundaries and reports of closed spans. */
package io.convergence.core.slo.result;
