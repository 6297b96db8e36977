/** Bounds on the number of keys in state. */
package io.convergence.flink.quota;
