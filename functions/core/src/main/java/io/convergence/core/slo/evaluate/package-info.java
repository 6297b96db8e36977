/** One budget minute by minute: what comes in, what is said of it, what is remembered. */
package io.convergence.core.slo.evaluate;
