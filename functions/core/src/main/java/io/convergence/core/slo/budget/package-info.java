/** Exact arithmetic of error budgets: plain functions of whole counts, never decided on floating point. */
package io.convergence.core.slo.budget;
