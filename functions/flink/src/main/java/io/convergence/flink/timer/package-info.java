/** Timers of operators, and operators that buffer for a time. */
package io.convergence.flink.timer;
