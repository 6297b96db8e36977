package io.convergence.core.slo.openslo;

/**
 * A document named by another.
 *
 * @param name its name
 * @param place where it is named
 */
record Reference(String name, Place place) {}
