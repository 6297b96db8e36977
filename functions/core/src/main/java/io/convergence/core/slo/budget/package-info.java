/** Error-budget arithmetic: pure functions of integer counts, exact, never decided on floating point. */
package io.convergence.core.slo.budget;
