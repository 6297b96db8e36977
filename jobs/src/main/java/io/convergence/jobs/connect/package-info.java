/** Sources and sinks of the jobs: connectors and tables attached to the streams of the topologies. */
package io.convergence.jobs.connect;
