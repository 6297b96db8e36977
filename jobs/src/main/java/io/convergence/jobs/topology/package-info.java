/** Graphs of operators: functions from streams to streams that know no connector. */
package io.convergence.jobs.topology;
