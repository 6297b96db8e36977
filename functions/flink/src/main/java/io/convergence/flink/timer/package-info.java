/** Processing-time timers of operators. */
package io.convergence.flink.timer;
