package io.convergence.core.yaml;

/**
 * A document named by another.
 *
 * @param name its name
 * @param place where it is named
 */
public record Reference(String name, Place place) {}
