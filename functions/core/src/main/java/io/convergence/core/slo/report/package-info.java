/** What a closed span held: totals, breaches, the worst burn, and what its bad events have in common. */
package io.convergence.core.slo.report;
