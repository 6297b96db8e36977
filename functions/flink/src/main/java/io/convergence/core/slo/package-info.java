/**
 * Types of definitions as savepoints of the first release name them. Read only: nothing creates or writes them any more.
 *
 * <p>Up to layout version 1 the states {@code slo-updates} and {@code definition-records} were written by Flink's own
 * record serializer, which stores the names of classes and of their components in the savepoint and loads those classes
 * when it is restored. The classes have since moved to {@code io.convergence.core.slo.definition} and {@code budget};
 * without types of the old names such a savepoint could not be read at all. They live in this module because only
 * restoring needs them. They can go once no savepoint of that release has to be restored.
 */
package io.convergence.core.slo;
