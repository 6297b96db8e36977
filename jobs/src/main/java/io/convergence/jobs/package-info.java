/** The jobs: what is submitted to a cluster. Topologies are put together here from functions, connectors and settings. */
package io.convergence.jobs;
