/** When a budget burns too fast: tiers that fire, repeat, freeze and resolve. */
package io.convergence.core.slo.alert;
