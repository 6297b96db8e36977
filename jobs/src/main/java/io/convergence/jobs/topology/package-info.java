/** Operator graphs: functions from streams to streams that use no connector. */
package io.convergence.jobs.topology;
