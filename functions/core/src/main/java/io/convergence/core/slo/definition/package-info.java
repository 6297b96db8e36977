/** Definitions of objectives with all references resolved, the events they count, and the published burn-rate tables. */
package io.convergence.core.slo.definition;
