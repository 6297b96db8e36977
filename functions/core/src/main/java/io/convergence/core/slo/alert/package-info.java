/** Burn-rate alerts: when a tier of a burn policy fires, is repeated, freezes for lack of data, and resolves. */
package io.convergence.core.slo.alert;
