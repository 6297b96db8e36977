/**
 * Binary formats of everything in state and between tasks, and the Flink serializers that use them.
 *
 * <p>All formats are in this one package, although they are many, because savepoints store their class names: a format
 * that moves makes every earlier savepoint unreadable. Each is small and independent of the others, except for those that
 * it nests.
 */
package io.convergence.flink.state;
