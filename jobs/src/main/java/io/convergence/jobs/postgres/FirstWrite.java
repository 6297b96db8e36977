package io.convergence.jobs.postgres;

import java.io.Serializable;
import java.util.function.Predicate;

/**
 * Whether an element is expected to be the first one that is written for its key. A wrong answer costs time and changes
 * nothing: the database refuses a first row whose key exists, and the row is then written as any other.
 */
@FunctionalInterface
public interface FirstWrite<T> extends Predicate<T>, Serializable {}
