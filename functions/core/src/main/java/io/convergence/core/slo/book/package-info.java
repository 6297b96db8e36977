/**
 * Definitions over time: which documents and objectives are in force, since when, and which generations of an objective
 * are counted together.
 */
package io.convergence.core.slo.book;
